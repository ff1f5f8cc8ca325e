"""Measurements that anyone can repeat: `make bench` prints them side by side."""
