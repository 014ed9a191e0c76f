using System.Text;

namespace Dedupe.Tests.Sources;

/// <summary>Makes WARC records with invented texts.</summary>
internal static class WetFile
{
    /// <summary>The record that such files begin with.</summary>
    public static byte[] Info { get; } = Raw(
        "WARC-Type: warcinfo\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:info>",
        "robots: none\r\n\r\nsoftware: loom\r\n");

    public static string Uri(int number) => $"https://news{number}.example/story?n={number}";

    public static string Text(int number) =>
        $"Story {number}\nThe ferry of Port Ellery left berth {number * 7919 % 1000} late. Ünser Tag.\n";

    /// <summary>A record that is a text.</summary>
    public static byte[] Record(int number) => Record(number, Text(number));

    public static byte[] Record(int number, string text) => Raw(
        $"WARC-Type: conversion\r\nWARC-Target-URI: {Uri(number)}\r\nWARC-Date: " +
        $"2026-03-0{1 + (number % 9)}T10:00:00Z\r\n"
        + $"WARC-Record-ID: <urn:uuid:{number:D8}>\r\nContent-Type: text/plain", text);

    /// <summary>A record with any header, its length added.</summary>
    public static byte[] Raw(string header, string block, int? length = null) => Encoding.UTF8.GetBytes(
        $"WARC/1.0\r\n{header}\r\nContent-Length: {length ?? Encoding.UTF8.GetByteCount(block)}\r\n\r\n"
        + $"{block}\r\n\r\n");

    /// <summary>A file as it is: info, then records from 1.</summary>
    public static byte[] Plain(int count) => [.. Info, .. Enumerable.Range(1, count).SelectMany(Record)];

    /// <summary>A file packed with a member a record.</summary>
    public static byte[][] Members(int count) =>
        [Packed.Gzip(Info), .. Enumerable.Range(1, count).Select(number => Packed.Gzip(Record(number)))];
}
