"""The recognisers of copy: a mail, a press release, agency copy, copy with labels."""
