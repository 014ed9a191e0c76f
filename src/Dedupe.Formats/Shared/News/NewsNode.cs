using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Dedupe.Formats.Shared.News;

/// <summary>
/// An element of an item, with all below it. What is asked of it goes no deeper than the reader allows.
/// </summary>
/// <param name="name">Its name, without a prefix.</param>
/// <param name="space">Its namespace; empty for none.</param>
internal sealed class NewsNode(string name, string space)
{
    /// <summary>Its name, without a prefix.</summary>
    public string Name => name;

    /// <summary>Its namespace.</summary>
    public string Space => space;

    /// <summary>Attributes, by their names without prefixes; <c>xml:lang</c> is <c>lang</c>.</summary>
    public List<(string Name, string Value)> Attributes { get; } = [];

    /// <summary>Texts and elements, in order.</summary>
    public List<object> Content { get; } = [];

    /// <summary>The elements in it.</summary>
    public IEnumerable<NewsNode> Nodes => Content.OfType<NewsNode>();

    /// <summary>The value of an attribute; null when there is none.</summary>
    public string? this[string attribute] =>
        Attributes.Find(known => known.Name == attribute).Value is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.Trim()
            : null;

    /// <summary>The first element in it with a name, in any namespace; null when there is none.</summary>
    public NewsNode? First(string named) => Nodes.FirstOrDefault(node => node.Name == named);

    /// <summary>The first element with a name and a namespace.</summary>
    public NewsNode? First(string named, string within) =>
        Nodes.FirstOrDefault(node => node.Name == named && node.Space == within);

    /// <summary>The element at the end of a path of names; null when there is none.</summary>
    public NewsNode? At(params ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (string step in path)
        {
            node = node.First(step);
            if (node is null)
                return null;
        }

        return node;
    }

    /// <summary>The first element of a name anywhere below, in the order of the document.</summary>
    public bool TryFind(string named, [NotNullWhen(true)] out NewsNode? found)
    {
        var open = new Stack<NewsNode>();
        open.Push(this);
        while (open.TryPop(out found))
        {
            if (found.Name == named && found != this)
                return true;
            foreach (var node in found.Nodes.Reverse())
                open.Push(node);
        }

        return false;
    }

    /// <summary>All text in it on one line; null when there is none.</summary>
    public string? Line
    {
        get
        {
            var text = new StringBuilder();
            Append(text);
            var line = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length == 0 ? null : line;
        }
    }

    /// <summary>All text in it as it stands.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Append(text);
            return text.ToString();
        }
    }

    private void Append(StringBuilder text)
    {
        foreach (object part in Content)
        {
            if (part is NewsNode node)
                node.Append(text);
            else
                text.Append((string)part);
        }
    }
}
