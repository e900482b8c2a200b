"""An S3 bucket as a host."""
