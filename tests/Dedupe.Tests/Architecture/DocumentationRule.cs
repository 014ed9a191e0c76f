using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Dedupe.Tests.Architecture;

/// <summary>
/// Every public type and member says what it is. The compiler refuses a missing comment; this also refuses one without
/// a summary, and notices when the compiler's check is switched off. Overloads are told apart by the compiler alone.
/// </summary>
internal static class DocumentationRule
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Faults(IEnumerable<Type> types, XDocument documentation)
    {
        var members = documentation.Descendants("member").ToList();
        var documented = members.Where(SaysWhatItIs).Select(Name).ToHashSet(StringComparer.Ordinal);

        foreach (var member in members.Where(member => !SaysWhatItIs(member)))
            yield return $"{(string?)member.Attribute("name")}: a comment without a summary.";

        foreach (var type in types)
        {
            var typeName = type.FullName!.Replace('+', '.');
            if (!documented.Contains("T:" + typeName)) yield return $"T:{typeName}: no summary.";
            if (type.IsSubclassOf(typeof(Delegate))) continue;
            var parameters = members
                .Where(member => Name(member) == "T:" + typeName)
                .SelectMany(member => member.Elements("param"))
                .Select(parameter => (string?)parameter.Attribute("name"))
                .ToHashSet(StringComparer.Ordinal);

            foreach (var member in type.GetMembers(Declared).Where(IsWritten))
            {
                var name = $"{Kind(member)}:{typeName}.{member.Name.Replace('.', '#')}";
                // A record's or a class's primary parameters are told in the type's own comment.
                var isPrimary = parameters.Contains(member.Name)
                    || (member is ConstructorInfo c && IsPrimary(c, parameters));
                if (!isPrimary && !documented.Contains(name)) yield return $"{name}: no summary.";
            }
        }
    }

    private static bool SaysWhatItIs(XElement member) =>
        member.Element("inheritdoc") is not null || !string.IsNullOrWhiteSpace(member.Element("summary")?.Value)
        || member.Element("summary")?.HasElements == true;

    /// <summary>The name without the list of parameters and the count of type parameters.</summary>
    private static string Name(XElement member)
    {
        var name = (string?)member.Attribute("name") ?? "";
        var end = name.IndexOf('(', StringComparison.Ordinal);
        if (end >= 0) name = name[..end];
        var generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic >= 0 ? name[..generic] : name;
    }

    /// <summary>
    /// What a person wrote: no accessors, no members that the compiler adds to records, enumerations and structs.
    /// </summary>
    private static bool IsWritten(MemberInfo member) => member switch
    {
        Type => false, // a nested type stands in the list by itself
        FieldInfo field => !field.IsSpecialName,
        MethodInfo method =>
            !IsGenerated(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ConstructorInfo constructor => !IsGenerated(constructor) && constructor.GetParameters().Length > 0,
        PropertyInfo property => property.Name != "EqualityContract",
        _ => true,
    };

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsPrimary(ConstructorInfo constructor, HashSet<string?> parameters) =>
        constructor.GetParameters().All(parameter => parameters.Contains(parameter.Name));

    private static char Kind(MemberInfo member) => member.MemberType switch
    {
        MemberTypes.Field => 'F',
        MemberTypes.Property => 'P',
        MemberTypes.Event => 'E',
        _ => 'M',
    };
}
