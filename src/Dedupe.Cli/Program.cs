var t0 = Environment.TickCount64;
var code = await Dedupe.Cli.DedupeCommand.RunAsync(args);
if (Environment.GetEnvironmentVariable("DBG") is not null) { var p = System.Diagnostics.Process.GetCurrentProcess(); await Console.Error.WriteLineAsync($"gc {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} pause {GC.GetTotalPauseDuration().TotalMilliseconds} ms alloc {GC.GetTotalAllocatedBytes() / 1e6} MB jit {System.Runtime.JitInfo.GetCompiledMethodCount()} methods {System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds} ms; main {Environment.TickCount64 - t0} since start {(DateTime.Now - p.StartTime).TotalMilliseconds}"); }
return code;
