using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MigrationGuard.Model;

namespace MigrationGuard.Core.Tests.Manifest;

/// <summary>
/// Builds random records of the model by reflection, so that a record or property that somebody adds is tested without anyone thinking of it.
/// </summary>
internal sealed class RandomModel(int seed)
{
    private static readonly string[] Texts =
    [
        "", "Customers", "a|b", "line\nbreak\r", "\u2028\u2029\u0085", "\ud800", "\udc00 */ // \"quoted\" \\", "<b>&amp;`", "\u202Eevil", Hole.Text + " x", "Größe 顧客 \U0001F600", "\0\u001f\u007f",
    ];

    private static readonly Type[] Operations = [.. typeof(Operation).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Operation).IsAssignableFrom(type))];

    private readonly Random _random = new(seed);

    /// <summary>Every kind of operation.</summary>
    public static IReadOnlyList<Type> OperationTypes => Operations;

    /// <summary>The properties a record can be built with.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    /// <summary>A record of that type, every property set at random.</summary>
    public object Record(Type type, int depth = 0)
    {
        if (type.IsAbstract)
        {
            type = Operations[_random.Next(Operations.Length)];
        }

        var record = RuntimeHelpers.GetUninitializedObject(type);
        var nullability = new NullabilityInfoContext();
        foreach (var property in PropertiesOf(type))
        {
            property.SetValue(record, Value(property.PropertyType, nullability.Create(property), depth + 1));
        }

        return record;
    }

    private object? Value(Type type, NullabilityInfo nullability, int depth)
    {
        if (nullability.ReadState == NullabilityState.Nullable && _random.Next(3) == 0)
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return Texts[_random.Next(Texts.Length)];
        }

        if (type == typeof(bool))
        {
            return _random.Next(2) == 0;
        }

        if (type == typeof(int))
        {
            return _random.Next(4) == 0 ? int.MaxValue : _random.Next(-1000, 1000);
        }

        if (type == typeof(long))
        {
            return _random.Next(4) == 0 ? long.MinValue : _random.NextInt64();
        }

        if (type == typeof(Providers))
        {
            return (Providers)_random.Next((int)Providers.All + 1);
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(values.Length));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var count = depth > 6 && typeof(Operation).IsAssignableFrom(item) ? 0 : _random.Next(4);
            var list = Array.CreateInstance(item, count);
            for (var i = 0; i < count; i++)
            {
                list.SetValue(Value(item, nullability.GenericTypeArguments[0], depth + 1), i);
            }

            return list;
        }

        Assert.True(type.IsClass && type.Namespace!.StartsWith("MigrationGuard", StringComparison.Ordinal), "no way to build a " + type + ": teach this class");
        return Record(type, depth);
    }

    /// <summary>Where two records differ, as a path; null when they are the same, lists compared by content.</summary>
    public static string? Difference(object? expected, object? actual, string path = "")
    {
        if (expected is null || actual is null)
        {
            return ReferenceEquals(expected, actual) ? null : path + ": " + (expected ?? "null") + " became " + (actual ?? "null");
        }

        if (expected is string || expected.GetType().IsPrimitive || expected.GetType().IsEnum)
        {
            return expected.Equals(actual) ? null : path + ": " + expected + " became " + actual;
        }

        if (expected is IList expectedList)
        {
            var actualList = (IList)actual;
            return expectedList.Count != actualList.Count
                ? path + ": " + expectedList.Count + " became " + actualList.Count
                : Enumerable.Range(0, expectedList.Count).Select(i => Difference(expectedList[i], actualList[i], path + "[" + i + "]")).FirstOrDefault(d => d is not null);
        }

        return expected.GetType() != actual.GetType()
            ? path + ": " + expected.GetType().Name + " became " + actual.GetType().Name
            : PropertiesOf(expected.GetType())
                .Select(property => Difference(property.GetValue(expected), property.GetValue(actual), path + "." + property.Name))
                .FirstOrDefault(difference => difference is not null);
    }
}
