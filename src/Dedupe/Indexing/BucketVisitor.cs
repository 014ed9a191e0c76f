namespace Dedupe.Indexing;

/// <summary>Takes one bucket of a key index.</summary>
/// <param name="bucket">Its number, from 0, in the order of keys.</param>
/// <param name="key">Its key.</param>
/// <param name="documents">The documents that have the key, two or more, ascending.</param>
internal delegate void BucketVisitor(int bucket, ulong key, ReadOnlySpan<int> documents);
