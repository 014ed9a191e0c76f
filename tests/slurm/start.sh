#!/usr/bin/env bash
# A Slurm of its own for the tests of job arrays: one controller, one node with eight slots, everything below one
# folder.
# Usage, as root, with the Debian packages slurm-wlm and munge installed: start.sh FOLDER
# FOLDER/slurm.conf is then what SLURM_CONF has to name for sbatch, squeue and scontrol; stop.sh FOLDER ends it.
# Exit code 77: not possible here.
set -euo pipefail
state=$1
unable() { echo "no Slurm here: $1" >&2; exit 77; }
[ "$(id -u)" = 0 ] || unable 'only root can start its daemons'
for program in slurmctld slurmd munged sbatch; do
  command -v "$program" >/dev/null || unable "$program is not installed"
done

# Ports that nobody listens on, so that it disturbs no other Slurm and no other test.
free_port() {
  local port
  for _ in $(seq 100); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  unable 'there is no free port'
}

mkdir -p "$state"/{munge,controller,node,log}
chmod 755 "$state"
dd if=/dev/urandom of="$state/munge/key" bs=1024 count=1 status=none
chmod 400 "$state/munge/key"
chmod 755 "$state/munge"
munged --force --key-file="$state/munge/key" --socket="$state/munge/socket" --pid-file="$state/munge/pid" \
  --log-file="$state/munge/log" --seed-file="$state/munge/seed"

host=$(hostname -s)
cat > "$state/slurm.conf" <<CONF
ClusterName=tests
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
# A requeued job waits for as long as its credential is good, two minutes by default.
AuthInfo=socket=$state/munge/socket,cred_expire=5
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$state/controller
SlurmdSpoolDir=$state/node
SlurmctldLogFile=$state/log/controller.log
SlurmdLogFile=$state/log/node.log
SlurmctldPidFile=$state/controller.pid
SlurmdPidFile=$state/node.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
MinJobAge=600
KillWait=2
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
# Slots, not processors: the tests want ranks side by side on any machine.
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=8 RealMemory=1024 State=UNKNOWN
PartitionName=tests Nodes=$host Default=YES MaxTime=60 State=UP
CONF

export SLURM_CONF=$state/slurm.conf
slurmctld
slurmd
for _ in $(seq 150); do
  if sinfo -h -o %T 2>/dev/null | grep -qE 'idle|mix|alloc'; then exit 0; fi
  sleep 0.2
done
tail -n 20 "$state"/log/*.log >&2 || true
unable 'its node did not come up'
