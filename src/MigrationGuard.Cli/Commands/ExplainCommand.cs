using System.CommandLine;
using MigrationGuard.Rules;
using Spectre.Console;
using Rule = MigrationGuard.Rules.Rule;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>explain</c>: the documentation of a rule, without a browser.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("rule") { Description = "Rule id, such as MG1001. Without one, all rules are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Explains a rule: when it fires, what happens to which rows, and the safe way.");
        command.Arguments.Add(id);
        command.SetAction(arguments =>
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(arguments.InvocationConfiguration.Output) });
            if (arguments.GetValue(id) is not { } wanted)
            {
                List(console);
                return ExitCodes.Passed;
            }

            if (RuleCatalog.Find(wanted.Trim().ToUpperInvariant()) is not { } rule)
            {
                arguments.InvocationConfiguration.Error.WriteLine("error: there is no rule " + wanted + ". 'migration-guard explain' lists all rules.");
                return ExitCodes.Usage;
            }

            Explain(console, rule);
            return ExitCodes.Passed;
        });
        return command;
    }

    private static void List(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Rule", "Severity", "Title");
        foreach (var rule in RuleCatalog.All)
        {
            table.AddRow(Markup.Escape(rule.Id), Markup.Escape(rule.DefaultSeverity.ToString()), Markup.Escape(rule.Title));
        }

        console.Write(table);
    }

    private static void Explain(IAnsiConsole console, Rule rule)
    {
        console.MarkupLineInterpolated($"[bold]{rule.Id} {rule.Name}[/]  ({rule.DefaultSeverity.ToString().ToLowerInvariant()})");
        console.WriteLine(rule.Title);
        Section(console, "Fires when", rule.Documentation.FiresWhen);
        Section(console, "Quiet when", rule.Documentation.QuietWhen);
        Section(console, "What happens", rule.Documentation.WhatHappens);
        Section(console, "The safe way", rule.Documentation.SafeWay);
        Section(console, "Engines", rule.Documentation.Engines);
        console.WriteLine();
        console.WriteLine(rule.HelpLink);
    }

    private static void Section(IAnsiConsole console, string title, string text)
    {
        if (text.Length > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{title}[/]");
            console.WriteLine(text);
        }
    }
}
