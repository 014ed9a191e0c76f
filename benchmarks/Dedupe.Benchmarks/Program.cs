using BenchmarkDotNet.Running;
using Dedupe.Benchmarks;
using Dedupe.Benchmarks.Corpus;
using Dedupe.Benchmarks.Encodings;
using Dedupe.Benchmarks.EndToEnd;
using Dedupe.Benchmarks.Live;
using Dedupe.Benchmarks.Noise;
using Dedupe.Benchmarks.Peers;
using Dedupe.Benchmarks.Ports;
using Dedupe.Benchmarks.Samples;
using Dedupe.Benchmarks.Scoring;
using Dedupe.Benchmarks.Stores;

try
{
    switch (args)
    {
        case ["generate", .. var rest]:
            return GenerateCommand.Run(new Arguments(rest));
        case ["hostile", .. var rest]:
            return HostileCommand.Run(new Arguments(rest));
        case ["noise", .. var rest]:
            return NoiseCommand.Run(new Arguments(rest));
        case ["check", .. var rest]:
            return CheckCommand.Run(new Arguments(rest));
        case ["lost", .. var rest]:
            return LostCommand.Run(new Arguments(rest));
        case ["score", .. var rest]:
            return ScoreCommand.Run(new Arguments(rest));
        case ["bands", .. var rest]:
            return BandsCommand.Run(new Arguments(rest));
        case ["measure", .. var rest]:
            return MeasureCommand.Run(rest);
        case ["report", .. var rest]:
            return ReportCommand.Run(new Arguments(rest));
        case ["faults", .. var rest]:
            return await FaultsCommand.RunAsync(new Arguments(rest));
        case ["encodings", .. var rest]:
            return EncodingsCommand.Run(new Arguments(rest));
        case ["samples", .. var rest]:
            return await SamplesCommand.RunAsync(rest);
        case ["stream", .. var rest]:
            return await StreamCommand.RunAsync(new Arguments(rest));
        case ["stores", .. var rest]:
            return StoresCommand.Run(new Arguments(rest));
        case ["fill", .. var rest]:
            return await FillCommand.RunAsync(new Arguments(rest));
        case ["load", .. var rest]:
            return await LoadCommand.RunAsync(new Arguments(rest));
        case ["peers", .. var rest]:
            return await PeersCommand.RunAsync(new Arguments(rest));
        case ["machine"]:
            Console.WriteLine(Machine.Slug());
            return 0;
        case ["ports"]:
            return PortsCommand.Run();
        case ["bench", .. var rest]:
            BenchmarkSwitcher.FromAssembly(typeof(Arguments).Assembly).Run(rest, new ShortConfig());
            return 0;
        default:
            throw new UsageException(
                "What to do? generate, hostile, noise, check, lost, score, bands, measure, report, faults, " +
                "encodings, samples, stream, stores, fill, load, peers, machine, "
                + "ports or bench; see benchmarks/README.md.");
    }
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
catch (IOException error)
{
    Console.Error.WriteLine(error.Message);
    return 4;
}
