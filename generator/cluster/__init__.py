"""Workers on other machines, by dask.distributed, in place of processes on this one."""
