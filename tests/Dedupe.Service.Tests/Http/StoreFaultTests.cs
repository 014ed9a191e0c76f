using System.Diagnostics;
using Dedupe.Tests.Sources;
using Xunit;
using static Dedupe.Service.Tests.Http.LocalService;

namespace Dedupe.Service.Tests.Http;

/// <summary>A store that has no room, or is not there: nothing is acknowledged, and it goes on when it can.</summary>
public sealed class StoreFaultTests
{
    [Fact]
    public async Task A_full_disk_is_507_and_it_goes_on_when_there_is_room()
    {
        using var folder = new TempFolder();
        var disk = Directory.CreateDirectory($"{folder.Root}/disk").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Done("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk),
            "A disk of its own cannot be mounted here.");
        try
        {
            await using var service = LocalService.Start(place: disk);
            await JsonAsync(await service.PostAsync("/v1/articles", Stories.Item("first", Stories.Harbour)));
            File.WriteAllBytes($"{disk}/filler", new byte[4 << 20]);
            var stored = 1;
            HttpResponseMessage answer;
            while ((answer = await service.PostAsync("/v1/articles", Large(stored))).IsSuccessStatusCode)
            {
                answer.Dispose();
                stored++;
            }

            Assert.NotNull(answer.Headers.RetryAfter);
            await ProblemAsync(answer, 507, "store-full");
            Assert.Equal(stored, service.Store.Count().LastArticle);
            await JsonAsync(await service.PostAsync("/v1/query", Stories.Item("q", Stories.Harbour)));

            File.Delete($"{disk}/filler");
            await JsonAsync(await service.PostAsync("/v1/articles", Large(stored)));
            Assert.Equal(stored + 1, service.Store.Count().LastArticle);
            Assert.Empty(service.Faults);
        }
        finally
        {
            Done("umount", "-l", disk);
        }
    }

    [Fact]
    public async Task What_does_not_answer_is_503_and_nothing_is_acknowledged()
    {
        await using var service = LocalService.Start();
        await service.CloseIndexAsync();
        using var answer = await service.PostAsync("/v1/articles", Stories.Item("a", Stories.Harbour));
        Assert.NotNull(answer.Headers.RetryAfter);
        await ProblemAsync(answer, 503, "store-unavailable");
        Assert.Equal(0, service.Store.Count().LastArticle);
    }

    private static string Large(int number) =>
        Stories.Item($"a{number}", $"{Stories.Orchard} {number} " + new string('x', 50_000));

    private static bool Done(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
