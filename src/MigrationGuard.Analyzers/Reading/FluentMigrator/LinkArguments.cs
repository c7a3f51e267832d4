using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>
/// The arguments of a link of a chain. They are found by position, without the receiver of an extension method: parameter names changed between versions of the
/// library, positions did not.
/// </summary>
internal static class LinkArguments
{
    /// <summary>How many arguments the link has.</summary>
    public static int Count(this CallSite call) => call.Arguments.Count - Offset(call);

    /// <summary>The argument at a position.</summary>
    public static Value Argument(this CallSite call, int index) =>
        index < call.Count() ? call.Arguments[index + Offset(call)] : UnknownValue.Nameless;

    /// <summary>A name that may be left out: null when it is.</summary>
    public static string? OptionalName(this CallSite call, int index) => index < call.Count() ? call.Argument(index).AsText : null;

    /// <summary>A name that must be there: a hole when it is not known.</summary>
    public static string Name(this CallSite call, int index) => call.OptionalName(index) ?? Hole.Text;

    /// <summary>A whole number; null when it is not known.</summary>
    public static int? Number(this CallSite call, int index) => call.Argument(index).AsInteger is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>The names of a <c>params</c> array; one hole when they are not known.</summary>
    public static IReadOnlyList<string> Names(this CallSite call, int index) =>
        call.Argument(index) is ListValue { IsComplete: true } list ? [.. list.Items.Select(item => item.AsText ?? Hole.Text)] : [Hole.Text];

    /// <summary>The names of a link that comes in one form with one name and in another with several.</summary>
    public static IReadOnlyList<string> OneOrMoreNames(this CallSite call) =>
        call.Argument(0) is ListValue || call.Method.Name.EndsWith("s", StringComparison.Ordinal) ? call.Names(0) : [call.Name(0)];

    /// <summary>Whether the parameter at a position is a text.</summary>
    public static bool IsText(this CallSite call, int index) =>
        index < call.Count() && call.Method.Parameters[index + Offset(call)].Type.SpecialType == SpecialType.System_String;

    private static int Offset(CallSite call) => call.Receiver is null && call.Method.IsExtensionMethod ? 1 : 0;
}
