"""Deploy to a bucket of an S3 store."""
