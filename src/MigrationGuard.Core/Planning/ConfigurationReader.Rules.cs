using MigrationGuard.Json;
using MigrationGuard.Reports;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>The part of the file that holds a team's own rules.</summary>
internal sealed partial class ConfigurationReader
{
    /// <summary>The properties of an entry of <c>rules</c>.</summary>
    internal static readonly IReadOnlyList<string> RuleProperties = ["id", "operation", "table", "message", "severity"];

    private static readonly string[] RuleOperations = [.. CustomRule.Operations];

    private static readonly string[] RuleSeverities = ["info", "warning", "error"];

    private List<CustomRule> ReadRules(JsonNode node, string path)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return ReadList(node, path, (entry, place) => ReadRule(entry, place, ids));
    }

    private CustomRule? ReadRule(JsonNode node, string path, HashSet<string> ids)
    {
        string? id = null, operation = null, table = null, message = null;
        var severity = Severity.Warning;
        foreach (var (memberPath, member) in MembersOf(node, path, RuleProperties))
        {
            switch (member.Name)
            {
                case "id":
                    id = RuleIdOf(member.Value, memberPath, ids);
                    break;
                case "operation":
                    operation = ChoiceOf(member.Value, memberPath, RuleOperations) is { } kind ? RuleOperations[kind] : null;
                    break;
                case "table":
                    table = WordsOf(member.Value, memberPath);
                    break;
                case "message":
                    message = WordsOf(member.Value, memberPath);
                    break;
                default:
                    severity = ChoiceOf(member.Value, memberPath, RuleSeverities) is { } level ? (Severity)level : severity;
                    break;
            }
        }

        return Complete(node, path, ("id", id), ("operation", operation), ("message", message))
            ? new CustomRule { Id = id!, Operation = operation!, Table = table, Message = Inert.Line(message!), Severity = severity }
            : null;
    }

    private string? RuleIdOf(JsonNode node, string path, HashSet<string> ids)
    {
        if (TextOf(node, path) is not { } id)
        {
            return null;
        }

        var letters = id.TakeWhile(c => c is >= 'A' and <= 'Z').Count();
        if (letters < 2 || letters == id.Length || !id.Skip(letters).All(c => c is >= '0' and <= '9'))
        {
            Problem(node.Line, node.Column, path, "'" + Inert.Line(id) + "' is no rule id", "write capitals and then digits, such as \"SHOP001\"");
        }
        else if (id.StartsWith("MG", StringComparison.Ordinal))
        {
            Problem(node.Line, node.Column, path, "'" + Inert.Line(id) + "' begins with MG, as MigrationGuard's own rules do", "begin it with letters of your own, such as \"SHOP001\"");
        }
        else if (!ids.Add(id))
        {
            Problem(node.Line, node.Column, path, "'" + Inert.Line(id) + "' is the id of another rule of this file", "give each rule an id of its own");
        }
        else
        {
            return id;
        }

        return null;
    }
}
