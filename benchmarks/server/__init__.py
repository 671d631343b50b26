"""What the server costs beside plain aiohttp: the same load on both, CPU time of the serving processes."""
