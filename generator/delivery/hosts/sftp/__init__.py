"""A folder that is reached by SFTP as a host."""
