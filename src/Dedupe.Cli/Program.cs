using Dedupe.Cli;

return await DedupeCommand.RunAsync(args);
