using Dedupe.Sources;
using Microsoft.AspNetCore.Http;

namespace Dedupe.Service.Http;

/// <summary>
/// Reads bodies as a whole and unpacks them. Nothing of a body is stored before all of it is here, so one that is cut
/// short leaves nothing behind. Safe from any thread.
/// </summary>
internal sealed class BodyReader(ServeLimits limits)
{
    private static readonly SourceEnvironment Machine = new();
    private static readonly FileKind Gzip = InputFormats.Standard.KindOf("body.jsonl.gz")!.Value;
    private static readonly FileKind Zstandard = InputFormats.Standard.KindOf("body.jsonl.zst")!.Value;
    private readonly BodyBudget budget = new(limits.BytesAtHand);

    /// <summary>Reads a body.</summary>
    /// <exception cref="ProblemException">It is too large, cut short, or packed in a way that is not read.</exception>
    public async Task<Body> ReadAsync(HttpContext context)
    {
        var packing = PackingOf(context.Request);
        if (context.Request.ContentLength > limits.BodyBytes)
            throw TooLarge(limits.BodyBytes, "");
        var body = new Body(budget);
        try
        {
            var wanted = context.Request.ContentLength is { } length ? length + 1 : 0;
            while (true)
            {
                var count = await context.Request.Body.ReadAsync(body.Room(wanted), context.RequestAborted);
                if (count == 0)
                    break;
                body.Add(count);
                if (body.Bytes.Length > limits.BodyBytes)
                    throw TooLarge(limits.BodyBytes, "");
            }

            if (packing is null)
                return body;
            using (body)
                return await UnpackAsync(body.Bytes, packing.Value, context.RequestAborted);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task<Body> UnpackAsync(
        ReadOnlyMemory<byte> packed, FileKind packing, CancellationToken cancellationToken)
    {
        var body = new Body(budget);
        try
        {
            using var reader = packing.Packing.Unpack(new MemoryReader(packed), packing.Format, Machine);
            while (true)
            {
                var count = await reader.ReadAsync(body.Room(), cancellationToken);
                if (count == 0)
                    return body;
                body.Add(count);
                if (body.Bytes.Length > limits.UnpackedBytes)
                    throw TooLarge(limits.UnpackedBytes, " once it is unpacked");
            }
        }
        catch (InputException fault)
        {
            body.Dispose();
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                fault.Reason == RejectionReason.Truncated ? ProblemTypes.CutShort : ProblemTypes.BadRequest,
                fault.Message)
            { Taken = 0 };
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static FileKind? PackingOf(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        return encoding switch
        {
            "" or "identity" => null,
            "gzip" or "x-gzip" => Gzip,
            "zstd" => Zstandard,
            _ => throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, ProblemTypes.Unsupported,
                "The content encoding is none of gzip, zstd and identity."),
        };
    }

    private static ProblemException TooLarge(long bytes, string when) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemTypes.TooLarge,
        $"The body has more than {bytes} bytes{when}: send it in several requests.")
    { Taken = 0 };

    private sealed class MemoryReader(ReadOnlyMemory<byte> rest) : ByteReader
    {
        private ReadOnlyMemory<byte> rest = rest;

        public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
        {
            var count = Math.Min(destination.Length, rest.Length);
            rest[..count].CopyTo(destination);
            rest = rest[count..];
            return ValueTask.FromResult(count);
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
