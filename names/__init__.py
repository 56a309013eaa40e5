"""What has a name: how it gets an address and keeps it, how it is found, how two become one."""
