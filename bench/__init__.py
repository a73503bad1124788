"""Benchmarks: what the main pages cost beside a bare page under the same server.

`make bench` prints a table and writes `bench/results.json`.
"""
