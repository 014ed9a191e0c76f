using System.Reflection;
using System.Text.RegularExpressions;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// No type is public without a use: the page on the library names it in its code, or it is part of what a public member
/// of such a type takes or gives. What only the command needs is internal.
/// </summary>
internal static partial class SurfaceRule
{
    /// <summary>The public types that nobody needs, one sentence for each.</summary>
    /// <param name="types">The public types of the library.</param>
    /// <param name="page">The page on the library, in Markdown.</param>
    public static IEnumerable<string> Faults(IReadOnlyCollection<Type> types, string page)
    {
        var named = Code().Matches(page)
            .SelectMany(code => Word().Matches(code.Value))
            .Select(word => word.Value)
            .ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<Type>();
        var open = new Stack<Type>(types.Where(type => named.Contains(type.Name)));
        while (open.TryPop(out var type))
        {
            if (!used.Add(type)) continue;
            foreach (var part in TypesOf(type).SelectMany(Parts).Where(types.Contains))
                open.Push(part);
        }

        return types.Where(type => !used.Contains(type))
            .Select(type => $"{type.FullName} is public, and no use of it is documented.");
    }

    private static IEnumerable<Type> TypesOf(Type type) => type.GetMembers().SelectMany(static member => member switch
    {
        MethodBase method => method.GetParameters()
            .Select(static parameter => parameter.ParameterType)
            .Append(method is MethodInfo { ReturnType: var returned } ? returned : typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => Enumerable.Empty<Type>(),
    });

    // Of IReadOnlyList<Cluster> also Cluster.
    private static IEnumerable<Type> Parts(Type type) =>
        (type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments()).SelectMany(Parts).Append(type);

    [GeneratedRegex("```csharp\n.*?\n```|`[^`\n]+`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
