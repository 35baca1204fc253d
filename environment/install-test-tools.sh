#!/bin/sh
# Installs what some tests compare with: a browser, Jupyter with its reader, converter and test of kernels, Python's image
# readers, ONNX's reference implementation. For Debian and its kin; needs root.
# Further packages may be named. Quick when everything is there already; './biodl run' never needs any of it.
set -u

missing=
for package in chromium python3-nbformat jupyter-nbconvert python3-jupyter-client python3-nbclient jupyter-notebook \
    python3-jupyter-kernel-test python3-ipykernel python3-psutil python3-tifffile python3-pil python3-numpy python3-onnx "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing:$missing. This script installs them with apt-get, which this machine does not have; use its own package manager." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Missing:$missing. Installing needs root: run 'sudo $0'." >&2
    exit 1
fi

echo "Installing$missing …"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
install() {
    # shellcheck disable=SC2086 # one word per package
    apt-get install -y -q --no-install-recommends $missing >>"$log" 2>&1 </dev/null
}
# The lists of packages may be missing or too old: fetch them only when installing does not work without.
install || { apt-get update -q >>"$log" 2>&1 </dev/null && install; } || {
    echo "Could not install$missing. What apt-get said last:" >&2
    tail -n 8 "$log" | sed 's/^/  /' >&2
    exit 1
}
