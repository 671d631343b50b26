"""Fields and elements, for the loop only: nothing to call from Python; see fields.pyx."""
