#!/bin/sh
# Called by make. "setup_venv.sh" builds or repairs .venv from requirements.lock;
# "setup_venv.sh lock" writes that lock anew. $PYTHON, if set, is the interpreter.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Prints the version of interpreter $1, or nothing where it does not run: a name
# on PATH may be a shim that only says "not found".
version_of() {
    # Unquoted on purpose: the answer is cut into words, "Python" and "3.x.y".
    # shellcheck disable=SC2046
    set -- $("$1" --version 2>&1 || :)
    if [ "${1:-}" = Python ]; then printf '%s' "${2:-}"; fi
}

# Sets $python to the first interpreter that is new enough and can make a venv.
choose_python() {
    advice="Install it, or name one: make run PYTHON=/path/to/python3.12"
    old="" bare=""
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11
    fi
    for python; do
        version=$(version_of "$python")
        case $version in
            "") continue ;;
            2.* | 3.[0-9].* | 3.10.*) old=${old:-"$python is $version"} ;;
            # Debian and Ubuntu package ensurepip apart from Python.
            *) if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then return; fi
               bare=${bare:-"${python##*/}-venv"} ;;
        esac
    done
    if [ -n "$bare" ]; then
        fail "$bare is missing: apt install $bare (Debian, Ubuntu), then run make again"
    elif [ -n "$old" ]; then
        fail "Python 3.11 or newer is needed; $old. $advice"
    elif [ -n "${PYTHON:-}" ]; then
        fail "Python 3.11 or newer is needed; $PYTHON does not run. $advice"
    else
        fail "Python 3.11 or newer is needed; none was found. $advice"
    fi
}

pip() {
    .venv/bin/python -m pip "$@"
}

make_lock() {
    choose_python
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' INT TERM
    echo "Resolving requirements.lock."
    "$python" -m venv "$work/venv"
    "$work/venv/bin/python" -m pip install -qq uv
    # Into a new file, as uv would keep the versions of an old one. "fewest" gives
    # every Python the same versions, so that all of them grade alike.
    echo '# Written by "make lock" from pyproject.toml: not to be edited.' >"$work/lock"
    "$work/venv/bin/uv" pip compile pyproject.toml --extra dev --quiet \
        --universal --python-version 3.11 --python "$work/venv/bin/python" \
        --fork-strategy fewest --generate-hashes \
        --no-emit-index-url --no-header --no-annotate >>"$work/lock"
    cp "$work/lock" requirements.lock
}

make_venv() {
    # The stamp tells that the last set-up came to its end; without it, or with an
    # interpreter that has gone, .venv is made from scratch.
    if [ -f .venv/.stamp ] && .venv/bin/python -c '' 2>/dev/null; then
        echo "Bringing .venv up to date."
        rm .venv/.stamp
    else
        choose_python
        echo "Setting up .venv with $python $version: the first time takes a minute."
        "$python" -m venv --clear .venv
    fi
    # Two q: errors show, warnings about the user's own pip settings do not.
    pip install -qq --require-hashes -r requirements.lock ||
        fail "requirements.lock could not be installed: pip says why above (no network?)"
    pip install -qq --no-deps --no-build-isolation -e .
    # pip check does not look at extras; the dry run, which may fetch nothing, does.
    problem=$(pip check) &&
        problem=$(pip install -qq --dry-run --no-index "interviewer[dev]" 2>&1) ||
        fail "$problem
pyproject.toml asks for something that requirements.lock does not hold: run make lock"
    touch .venv/.stamp
}

case ${1:-venv} in
    venv) make_venv ;;
    lock) make_lock ;;
    *) fail "usage: setup_venv.sh [venv|lock]" ;;
esac
