using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>What has been said of one foreign key so far.</summary>
internal sealed class ForeignKeyDraft
{
    public string? Schema { get; set; }

    public string? Table { get; set; }

    public ForeignKeyDefinition Definition { get; set; } = new();

    public static ForeignKeyDraft Of(string? name, (string? Schema, string Table, string Column) foreign, (string? Schema, string Table, string Column) primary) => new()
    {
        Schema = foreign.Schema,
        Table = foreign.Table,
        Definition = new()
        {
            Name = name,
            Columns = [foreign.Column],
            PrincipalSchema = primary.Schema,
            PrincipalTable = primary.Table,
            PrincipalColumns = [primary.Column],
        },
    };

    public void Cascade(CallSite call)
    {
        var rule = FluentLiterals.Rule(call.Argument(0));
        if (call.Method.Name is "OnDelete" or "OnDeleteOrUpdate")
        {
            Definition = Definition with { OnDelete = rule };
        }

        if (call.Method.Name is "OnUpdate" or "OnDeleteOrUpdate")
        {
            Definition = Definition with { OnUpdate = rule };
        }
    }

    public AddForeignKey Add() => new() { Schema = Schema, Table = Table ?? Hole.Text, ForeignKey = Definition };
}
