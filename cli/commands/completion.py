"""The command completion: the script by which a shell completes commands, options and names.

click's own scripts would do but for three things: bash takes names with brackets or apostrophes for commands
and splits at `=`, fish cuts a name at its first comma, and zsh puts a space after `--set thing=`."""

from __future__ import annotations

import os
import re

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

# The variable by which the script asks for completions, as click names it.
ASKS = "_GOLDTHREAD_COMPLETE"
BASH = r"""%(complete_func)s() {
    local IFS=$'\n' line type value
    COMPREPLY=()
    while read -r line; do
        type=${line%%%%,*} value=${line#*,}
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value"); if [[ $value == *= ]]; then compopt -o nospace; fi ;;
        esac
    done < <(
        env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
            %(complete_var)s=bash_complete "$1" 2>/dev/null
    )
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
ZSH = r"""#compdef %(prog_name)s
%(complete_func)s() {
    local -a told plainly unfinished response
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(
        env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
            %(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null
    )}")
    for type key descr in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $key == *= ]]; then unfinished+=("$key")
                elif [[ $descr == _ ]]; then plainly+=("$key")
                else told+=("$key:$descr"); fi ;;
        esac
    done
    (( $#told )) && _describe -V unsorted told -U
    (( $#plainly )) && compadd -U -V unsorted -a plainly
    (( $#unfinished )) && compadd -U -S '' -V unsorted -a unfinished
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""
FISH = r"""function %(complete_func)s
    for completion in (
        env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -t) \
            %(prog_name)s 2>/dev/null
    )
        set -l metadata (string split -m 1 "," $completion)
        switch $metadata[1]
            case dir
                __fish_complete_directories $metadata[2]
            case file
                __fish_complete_path $metadata[2]
            case plain
                echo $metadata[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Quiet(ShellComplete):
    """Any shell, which would show whatever goes wrong in the middle of a person's line."""

    def complete(self) -> str:
        """What the line may become; nothing where that cannot be told."""
        try:
            return super().complete()
        except Exception:  # noqa: BLE001 - it is told when the command runs
            return ""


class Bash(Quiet, BashComplete):
    """bash, which splits words at `=` and takes what is offered as if it were typed."""

    source_template = BASH
    before, quote = "", ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words, joined again where bash split them at `=`, and the one that is being typed."""
        # bash counts the program's own name, and gives `=` as a word of its own.
        place = int(os.environ["COMP_CWORD"])
        words, joined, last = [""], False, ""
        for raw in os.environ["COMP_WORDS"].split("\n")[: place + 1]:
            last = "" if raw == "=" else " ".join(split_arg_string(raw))
            if raw == "=" or joined:
                words[-1] += "=" if raw == "=" else last
            else:
                words.append(last)
            joined, self.quote = raw == "=", raw[:1]
        self.before = words[-1].removesuffix(last) if last else words[-1] if joined else ""
        return words[2:-1], words[-1]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The part of the value that bash does not have yet, written so that it stays one word."""
        value = item.value.removeprefix(self.before)
        if self.quote == '"':
            value = re.sub(r'(["$`\\])', r"\\\1", value)
        elif self.quote == "'":
            value = value.replace("'", r"'\''")
        else:
            value = re.sub(r"([^\w@%+:,./=-])", r"\\\1", value)
        return f"{item.type},{value}"


class Zsh(Quiet, ZshComplete):
    """zsh, where a name that has yet to get its value takes no space."""

    source_template = ZSH


class Fish(Quiet, FishComplete):
    """fish, where a name may hold a comma."""

    source_template = FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
for _name, _shell in SHELLS.items():
    add_completion_class(_shell, _name)


@click.command()
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """The script that completes commands, options and names in your shell; put the line for it into your
    shell's start file.

    \b
    eval "$(goldthread completion bash)"     # in ~/.bashrc
    eval "$(goldthread completion zsh)"      # in ~/.zshrc, after compinit
    goldthread completion fish | source      # in ~/.config/fish/config.fish
    """
    script = SHELLS[shell](ctx.find_root().command, {}, "goldthread", ASKS)
    click.echo(script.source(), nl=False)
