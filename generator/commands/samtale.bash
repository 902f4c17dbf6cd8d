# Completion of samtale's command line in bash: commands, options, their values, documents, units and people. All of it is said by
# samtale itself, from its own tables and the org.yaml that is there; where files or folders are wanted, it says that alone.
_samtale()
{
    local program=${COMP_WORDS[0]/#\~/$HOME}
    mapfile -t COMPREPLY < <("$program" __complete "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
    case ${COMPREPLY[0]-} in
        :files) COMPREPLY=() && compopt -o default 2>/dev/null ;;
        :folders) COMPREPLY=() && compopt -o dirnames 2>/dev/null ;;
    esac
}
complete -F _samtale samtale
