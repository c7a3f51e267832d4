using System.Text.Json;
using System.Text.RegularExpressions;

namespace MigrationGuard.Core.Tests.Json;

/// <summary>
/// Validates JSON against the part of JSON Schema 2020-12 that the published schemas use. A keyword it does not know is an error, so that no schema can promise what is
/// not checked.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description", "examples"];

    public static JsonSchema Parse(string text) => new(JsonDocument.Parse(text).RootElement);

    /// <summary>What is wrong with the JSON, one line for each problem.</summary>
    public IReadOnlyList<string> Validate(string json)
    {
        var problems = new List<string>();
        Validate(root, JsonDocument.Parse(json).RootElement, "$", problems);
        return problems;
    }

    private void Validate(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            switch (keyword.Name)
            {
                case var name when Annotations.Contains(name):
                    break;
                case "$ref":
                    Validate(Resolve(rule.GetString()!), value, path, problems);
                    break;
                case "type":
                    var types = rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!).ToArray() : [rule.GetString()!];
                    Require(types.Any(type => IsOf(type, value)), "is no " + string.Join(" or ", types));
                    break;
                case "enum":
                    Require(rule.EnumerateArray().Any(allowed => allowed.GetRawText() == value.GetRawText()), "is none of " + rule.GetRawText());
                    break;
                case "const":
                    Require(rule.GetRawText() == value.GetRawText(), "is not " + rule.GetRawText());
                    break;
                case "oneOf":
                    Require(rule.EnumerateArray().Count(option => Matches(option, value)) == 1, "matches not exactly one of the options");
                    break;
                case "pattern":
                    Require(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!), "does not match " + rule.GetString());
                    break;
                case "minLength":
                    Require(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(), "is too short");
                    break;
                case "minimum":
                    Require(value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.GetDecimal(), "is too small");
                    break;
                case "maximum":
                    Require(value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= rule.GetDecimal(), "is too large");
                    break;
                case "items":
                    if (value.ValueKind == JsonValueKind.Array)
                    {
                        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                        {
                            Validate(rule, item, path + "[" + index + "]", problems);
                        }
                    }

                    break;
                case "required":
                    foreach (var required in rule.EnumerateArray())
                    {
                        Require(value.ValueKind != JsonValueKind.Object || value.TryGetProperty(required.GetString()!, out _), "lacks " + required.GetString());
                    }

                    break;
                case "properties" or "additionalProperties":
                    break;
                default:
                    throw new InvalidOperationException("the validator does not know the keyword " + keyword.Name);
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            ValidateMembers(schema, value, path, problems);
        }

        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                problems.Add(path + " " + problem);
            }
        }
    }

    private void ValidateMembers(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
            {
                Validate(known, member.Value, path + "." + member.Name, problems);
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False)
                {
                    problems.Add(path + " has the unknown property " + member.Name);
                }
                else
                {
                    Validate(others, member.Value, path + "." + member.Name, problems);
                }
            }
        }
    }

    private bool Matches(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Validate(schema, value, "", problems);
        return problems.Count == 0;
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (element, step) => element.GetProperty(step));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new InvalidOperationException("the validator does not know the type " + type),
    };
}
