"""Heart rate: what is wrong in it, and the clean series beside the raw one."""
