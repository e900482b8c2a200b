"""What people do at the command line beside building: begin a paper, begin a story, date it, check it."""
