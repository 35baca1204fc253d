#!/bin/sh
# Installs what './biodl bench' compares with: the test tools, and PyTorch with a fast library for matrices. For Debian and its kin; needs root.
exec "$(dirname -- "$0")/install-test-tools.sh" python3-torch libopenblas0-pthread
