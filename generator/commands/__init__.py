"""The work of each command except building: one file for each command, named after it."""
