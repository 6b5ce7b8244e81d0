"""The store of party lists: immutable snapshots in plain files, the current one of each list named by a pointer."""
