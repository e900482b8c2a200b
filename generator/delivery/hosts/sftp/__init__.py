"""Deploy to a folder on a server by SFTP."""
