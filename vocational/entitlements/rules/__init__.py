"""The rules of support, one module for each allowance and condition. Pure."""
