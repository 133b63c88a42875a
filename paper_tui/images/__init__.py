"""Images: decoding of untrusted files, and pixels as symbols, kitty graphics or sixels.

The encoders (`symbols`, `kitty`, `sixel`) are pure functions of `Pixels`. Files come from anywhere, so that
`decoding`, which alone imports Pillow, runs in the child process of `image_file`.
"""
