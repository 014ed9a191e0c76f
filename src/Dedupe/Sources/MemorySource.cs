namespace Dedupe.Sources;
public static class MemorySource { public static async IAsyncEnumerable<DocumentBatch> Batch(IAsyncEnumerable<Document> d) { await foreach (var x in d) yield return new B(x);} 
 sealed class B(Document d) : DocumentBatch { public override long Bytes => d.Text.Length; public override void Read(IDocumentSink s) => s.Accept(d, new Origin("",0)); } }
