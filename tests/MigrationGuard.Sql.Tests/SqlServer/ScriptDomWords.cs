using Microsoft.SqlServer.TransactSql.ScriptDom;
using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.SqlServer;

/// <summary>What a statement of Microsoft's parser of T-SQL touches, in the words of <see cref="EffectWords"/>.</summary>
internal static class ScriptDomWords
{
    /// <summary>The statements of a script that do something, in order, without the control flow around them.</summary>
    public static IReadOnlyList<TSqlStatement> Leaves(TSqlScript script)
    {
        var leaves = new List<TSqlStatement>();
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            AddLeaves(statement, leaves);
        }

        return leaves;
    }

    private static void AddLeaves(TSqlStatement? statement, List<TSqlStatement> leaves)
    {
        switch (statement)
        {
            case null or LabelStatement:
                break;
            case BeginEndBlockStatement block:
                AddAll(block.StatementList, leaves);
                break;
            case IfStatement condition:
                AddLeaves(condition.ThenStatement, leaves);
                AddLeaves(condition.ElseStatement, leaves);
                break;
            case WhileStatement loop:
                AddLeaves(loop.Statement, leaves);
                break;
            case TryCatchStatement block:
                AddAll(block.TryStatements, leaves);
                AddAll(block.CatchStatements, leaves);
                break;
            default:
                leaves.Add(statement);
                break;
        }
    }

    private static void AddAll(StatementList list, List<TSqlStatement> leaves)
    {
        foreach (var statement in list.Statements)
        {
            AddLeaves(statement, leaves);
        }
    }

    /// <summary>What the statement touches. Temporary tables and table variables are nobody's data.</summary>
    public static IReadOnlyList<string> Of(TSqlStatement statement)
    {
        var words = new List<string>();
        Add(statement, words);
        return [.. words.Where(word => !word.Contains(" #", StringComparison.Ordinal) && !word.Contains(" @", StringComparison.Ordinal))];
    }

    private static void Add(TSqlStatement statement, List<string> words)
    {
        switch (statement)
        {
            case UpdateStatement { UpdateSpecification: var update } s:
                AddChange("update", s, update, Columns(update.SetClauses), words);
                break;
            case DeleteStatement { DeleteSpecification: var delete } s:
                AddChange("delete", s, delete, null, words);
                break;
            case InsertStatement { InsertSpecification: var insert }:
                words.Add($"insert {Target(insert.Target, null)}({EffectWords.Columns(insert.Columns.Select(Last))})");
                AddOutput(insert.OutputIntoClause, words);
                break;
            case MergeStatement { MergeSpecification: var merge }:
                AddMerge(merge, words);
                break;
            case SelectStatement { Into: { } into }:
                words.Add($"create {Full(into)}()");
                break;
            case TruncateTableStatement s:
                words.Add("truncate " + Full(s.TableName));
                break;
            case CreateTableStatement s:
                words.Add($"create {Full(s.SchemaObjectName)}({string.Join(",", s.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value))})");
                break;
            case DropTableStatement s:
                words.AddRange(s.Objects.Select(o => "droptable " + Full(o)));
                break;
            case AlterTableStatement s:
                AddAlter(s, words);
                break;
            case CreateIndexStatement s:
                words.Add($"index {Full(s.OnName)}{(s.Unique ? " unique" : "")}");
                break;
            case DropIndexStatement s:
                words.AddRange(s.DropIndexClauses.OfType<DropIndexClause>().Select(c => "dropindex " + c.Index.Value));
                break;
            case AlterIndexStatement s:
                words.Add("refresh index " + (s.Name ?? s.OnName.BaseIdentifier).Value);
                break;
            case CreateSequenceStatement s:
                words.Add("sequence " + s.Name.BaseIdentifier.Value);
                break;
            case AlterSequenceStatement s:
                words.Add((s.SequenceOptions.Any(o => o.OptionKind == SequenceOptionKind.Restart) ? "restart " : "altersequence ") + s.Name.BaseIdentifier.Value);
                break;
            case DropSequenceStatement s:
                words.AddRange(s.Objects.Select(o => "dropsequence " + o.BaseIdentifier.Value));
                break;
            case CreateSchemaStatement s:
                words.Add("schema " + s.Name.Value);
                break;
            case DropSchemaStatement s:
                words.Add("dropschema " + s.Schema.BaseIdentifier.Value);
                break;
            case DropDatabaseStatement s:
                words.AddRange(s.Databases.Select(d => "dropschema " + d.Value));
                break;
            case DropObjectsStatement s:
                words.AddRange(s.Objects.Select(o => $"drop {s.GetType().Name[4..^9].ToLowerInvariant()} {o.BaseIdentifier.Value}"));
                break;
            case DropTypeStatement s:
                words.Add("drop type " + s.Name.BaseIdentifier.Value);
                break;
            case CreateViewStatement s: words.Add("create view " + s.SchemaObjectName.BaseIdentifier.Value); break;
            case AlterViewStatement s: words.Add("alter view " + s.SchemaObjectName.BaseIdentifier.Value); break;
            case CreateOrAlterProcedureStatement s: words.Add("createorreplace procedure " + s.ProcedureReference.Name.BaseIdentifier.Value); break;
            case CreateProcedureStatement s: words.Add("create procedure " + s.ProcedureReference.Name.BaseIdentifier.Value); break;
            case AlterProcedureStatement s: words.Add("alter procedure " + s.ProcedureReference.Name.BaseIdentifier.Value); break;
            case CreateFunctionStatement s: words.Add("create function " + s.Name.BaseIdentifier.Value); break;
            case CreateTriggerStatement s: words.Add("create trigger " + s.Name.BaseIdentifier.Value); break;
            case CreateRuleStatement s: words.Add("create rule " + s.Name.BaseIdentifier.Value); break;
            case CreateSynonymStatement s: words.Add("create synonym " + s.Name.BaseIdentifier.Value); break;
            case CreateTypeStatement s: words.Add("create type " + s.Name.BaseIdentifier.Value); break;
            case CreateStatisticsStatement s: words.Add("create statistics " + s.Name.Value); break;
            case CreateLoginStatement s: words.Add("create login " + s.Name.Value); break;
            case CreateUserStatement s: words.Add("create user " + s.Name.Value); break;
            case AlterRoleStatement s: words.Add("alter role " + s.Name.Value); break;
        }
    }

    private static void AddChange(string verb, StatementWithCtesAndXmlNamespaces statement, UpdateDeleteSpecificationBase change, string? columns, List<string> words)
    {
        AddOutput(change.OutputIntoClause, words);
        var table = Target(change.Target, change.FromClause);
        words.Add($"{verb} {table}{(columns is null ? "" : "(" + columns + ")")}");
        if (change.WhereClause is null && change.TopRowFilter is null && change.FromClause is null && statement.WithCtesAndXmlNamespaces is null)
        {
            words.Add("all " + table);
        }
    }

    private static void AddOutput(OutputIntoClause? output, List<string> words)
    {
        if (output is not null)
        {
            words.Add($"insert {Target(output.IntoTable, null)}({EffectWords.Columns(output.IntoTableColumns.Select(Last))})");
        }
    }

    private static void AddMerge(MergeSpecification merge, List<string> words)
    {
        var table = Target(merge.Target, null);
        foreach (var action in merge.ActionClauses.Select(clause => clause.Action))
        {
            words.Add(action switch
            {
                UpdateMergeAction update => $"update {table}({Columns(update.SetClauses)})",
                InsertMergeAction insert => $"insert {table}({EffectWords.Columns(insert.Columns.Select(Last))})",
                _ => "delete " + table,
            });
        }
    }

    private static void AddAlter(AlterTableStatement statement, List<string> words)
    {
        var table = Full(statement.SchemaObjectName);
        switch (statement)
        {
            case AlterTableAddTableElementStatement { Definition: var added }:
                foreach (var column in added.ColumnDefinitions)
                {
                    words.Add($"add {table}.{column.ColumnIdentifier.Value}");
                    AddConstraints(table, column.Constraints, words);
                }

                AddConstraints(table, added.TableConstraints, words);
                break;
            case AlterTableAlterColumnStatement s:
                words.Add($"alter {table}.{s.ColumnIdentifier.Value}");
                break;
            case AlterTableDropTableElementStatement s:
                // "COLUMN" and "CONSTRAINT" are said once and hold for the names after them.
                var kind = TableElementType.NotSpecified;
                foreach (var element in s.AlterTableDropTableElements)
                {
                    kind = element.TableElementType == TableElementType.NotSpecified ? kind : element.TableElementType;
                    words.Add(kind == TableElementType.Column ? $"drop {table}.{element.Name.Value}" : $"dropconstraint {table}.{element.Name.Value}");
                }

                break;
            case AlterTableConstraintModificationStatement { ConstraintEnforcement: ConstraintEnforcement.Check, ExistingRowsCheckEnforcement: ConstraintEnforcement.Check } s:
                words.AddRange(s.ConstraintNames.Select(name => $"validate {table}.{name.Value}"));
                break;
            case AlterTableSwitchStatement s:
                words.Add("delete " + table);
                words.Add($"insert {Full(s.TargetTable)}()");
                break;
        }
    }

    private static void AddConstraints(string table, IEnumerable<ConstraintDefinition> constraints, List<string> words)
    {
        foreach (var constraint in constraints)
        {
            var word = constraint switch
            {
                ForeignKeyConstraintDefinition => "addfk " + table,
                CheckConstraintDefinition => "addcheck " + table,
                UniqueConstraintDefinition { IsPrimaryKey: true } => "addpk " + table,
                UniqueConstraintDefinition => "addunique " + table,
                DefaultConstraintDefinition { Column: { } column } => $"alter {table}.{column.Value}",
                _ => null,
            };
            if (word is not null)
            {
                words.Add(word);
            }
        }
    }

    private static string Target(TableReference target, FromClause? from)
    {
        if (target is VariableTableReference variable)
        {
            return variable.Variable.Name;
        }

        var name = ((NamedTableReference)target).SchemaObject;
        var found = name.SchemaIdentifier is null ? from?.TableReferences.Select(reference => Find(reference, name.BaseIdentifier.Value)).FirstOrDefault(table => table is not null) : null;
        return Full(found ?? name);
    }

    private static SchemaObjectName? Find(TableReference reference, string alias) => reference switch
    {
        JoinTableReference join => Find(join.FirstTableReference, alias) ?? Find(join.SecondTableReference, alias),
        NamedTableReference table when string.Equals(table.Alias?.Value, alias, StringComparison.OrdinalIgnoreCase) => table.SchemaObject,
        _ => null,
    };

    private static string Columns(IEnumerable<SetClause> clauses) => EffectWords.Columns(clauses.SelectMany(clause => clause switch
    {
        AssignmentSetClause { Column: { } column } => new[] { Last(column) },
        FunctionCallSetClause call => [((MultiPartIdentifierCallTarget)call.MutatorFunction.CallTarget).MultiPartIdentifier.Identifiers.Last().Value],
        _ => [],
    }));

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers.Last().Value;

    private static string Full(SchemaObjectName name) => (name.SchemaIdentifier is { } schema ? schema.Value + "." : "") + name.BaseIdentifier.Value;
}
