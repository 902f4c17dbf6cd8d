#!/bin/bash
# samples/slurm.sh in a real Slurm of one node, on this machine: munged, slurmctld and slurmd with a configuration of their
# own in a folder of their own, stopped at the end whatever happens. What the array job makes is, once it is merged, the same
# as a single run, byte for byte.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
export PATH=$(dirname "$samtale"):$PATH:/usr/sbin
work=$(mktemp -d)
chmod 711 "$work"
daemons=()
status=0

stop() {
    local pid
    for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
        pid=${daemons[i]}
        kill "$pid" 2>/dev/null || continue
        for _ in {1..50}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
        kill -9 "$pid" 2>/dev/null || true
    done
    wait
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

ok() { echo "ok slurm/$1"; }
fail() { echo "FAIL slurm/$1: $2"; status=1; }
give_up() { fail "$1" "$2"; tail -n 5 "$work"/*.log 2>/dev/null | sed 's/^/    /'; exit 1; }

# ---- A cluster of one node

free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
node=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=samtale
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MinJobAge=300
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(($(nproc) > 2 ? $(nproc) : 2)) State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=10 State=UP
CONF
mkdir "$work/state" "$work/spool"

declare -A named
start() { "$@" >>"$work/daemons.log" 2>&1 & daemons+=($!); named[$!]=$1; }
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 600 "$work/munge.key"
start munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --seed-file="$work/munge.seed" \
    --pid-file="$work/munge.pid" --log-file="$work/munge.log"
for _ in {1..100}; do [ -S "$work/munge.socket" ] && break; sleep 0.1; done
[ -S "$work/munge.socket" ] || give_up start "munged does not answer"
start slurmctld -D -i
start slurmd -D -c
up=""
for _ in {1..60}; do
    up=$(timeout 10 sinfo --noheader --format=%T 2>/dev/null || true)
    [ "$up" = idle ] && break
    for pid in "${daemons[@]}"; do kill -0 "$pid" 2>/dev/null || give_up start "${named[$pid]} has ended"; done
    sleep 0.5
done
[ "$up" = idle ] || give_up start "the node is ${up:-not there}"
ok start

# ---- The sample script, as its first comment says

cycle="$work/a cycle"
cp -r "$root/samples/nordlia" "$cycle"
rm -rf "$cycle/out"
samtale -C "$cycle" packs --quiet --out "$work/single"

# finish JOB: waits until nothing of it is in the queue.
finish() {
    for _ in {1..240}; do
        [ -n "$(squeue --noheader --jobs "$1" 2>/dev/null || true)" ] || return 0
        sleep 0.5
    done
    give_up "$name" "job $1 does not end: $(squeue --noheader --jobs "$1")"
}
submit() { (cd "$work" && sbatch --parsable --output="$work/job-%A_%a.log" "$@") || give_up "$name" "sbatch refuses"; }
same() { if diff -r -x .manifest.cache "$work/single" "$cycle/out" >"$work/diff" 2>&1; then ok "$name"; else fail "$name" "$(head -1 "$work/diff")"; fi; }

name=array
job=$(submit "$root/samples/slurm.sh" "$cycle")
merge=$(submit --dependency="afterany:$job" --output="$work/merge.log" --wrap "samtale -C '$cycle' merge")
finish "$job"
for k in {1..8}; do grep -q "^shard $k of 8" "$work/job-${job}_$k.log" || fail array "task $k says: $(head -1 "$work/job-${job}_$k.log")"; done
finish "$merge"
grep -q '^8 of 8 shards' "$work/merge.log" || fail array "merging says: $(head -1 "$work/merge.log")"
same

name=tasks
done=$(scontrol --oneliner show job "$job" | grep -c "JobState=COMPLETED .*ExitCode=0:0 .*BatchHost=$node ")
if [ "$done" = 8 ]; then ok $name; else fail $name "the node has done $done of 8 tasks"; fi

# A task that failed is seen when merging, and made again alone.
name=again
rm -rf "$cycle/out"
job=$(submit --array=0-2 "$root/samples/slurm.sh" "$cycle")
finish "$job"
rm "$cycle/out/2027/manifest.2-of-3.json"
got=0
samtale -C "$cycle" merge >"$work/said" 2>&1 || got=$?
[ $got = 1 ] && grep -q "shard 2 of 3 is missing" "$work/said" || fail $name "exit status $got: $(head -1 "$work/said")"
job=$(submit --array=2 --export=ALL,SHARDS=3 "$root/samples/slurm.sh" "$cycle")
finish "$job"
samtale -C "$cycle" merge --quiet >"$work/said" 2>&1 || fail $name "merging says: $(head -1 "$work/said")"
same
exit $status
