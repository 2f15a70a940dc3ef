#!/usr/bin/env bash
# Writes the two lock files anew. The English model is pinned to its wheel alone: the official model files, checked by hash.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  .venv/bin/uv pip compile pyproject.toml requirements.in --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-header -q "$@"
}
compile -o requirements.lock
compile --group dev -o requirements-dev.lock
sed -i -e '/f237882f9c6ff55334232036e0d07a9d995564dafbed53a7898b935297df7c2e/d' \
  -e 's/\(e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779\) \\/\1/' requirements.lock requirements-dev.lock
