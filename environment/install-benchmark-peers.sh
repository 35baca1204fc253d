#!/bin/sh
# Installs what './biodl bench' compares with: the test tools, PyTorch with a fast library for matrices, scikit-image, SciPy, scikit-learn. For Debian and its kin; needs root.
exec "$(dirname -- "$0")/install-test-tools.sh" python3-torch libopenblas0-pthread python3-skimage python3-sklearn
