using System.Text.Json;
using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.PostgreSql;

/// <summary>What a statement of PostgreSQL's parser touches, in the words of <see cref="EffectWords"/>.</summary>
internal sealed class ParseTreeWords
{
    private readonly List<string> _words = [];

    public static IReadOnlyList<string> Of(JsonElement statement)
    {
        var words = new ParseTreeWords();
        words.Add(statement);
        return words._words;
    }

    /// <summary>The kind of node, such as <c>InsertStmt</c>.</summary>
    public static string Kind(JsonElement statement) => statement.EnumerateObject().First().Name;

    private void Add(JsonElement statement)
    {
        var node = statement.EnumerateObject().First().Value;
        if (Has(node, "withClause"))
        {
            AddCommonTables(node.GetProperty("withClause"));
        }

        switch (Kind(statement))
        {
            case "InsertStmt":
                if (Has(node, "selectStmt") && Has(Inner(node.GetProperty("selectStmt")), "withClause"))
                {
                    AddCommonTables(Inner(node.GetProperty("selectStmt")).GetProperty("withClause"));
                }

                _words.Add($"insert {Relation(node)}({EffectWords.Columns(Targets(node, "cols"))})");
                break;
            case "UpdateStmt":
                _words.Add($"update {Relation(node)}({EffectWords.Columns(Targets(node, "targetList"))})");
                AddAll(node, "fromClause");
                break;
            case "DeleteStmt":
                _words.Add("delete " + Relation(node));
                AddAll(node, "usingClause");
                break;
            case "MergeStmt":
                AddMerge(node);
                break;
            case "SelectStmt":
                // Of a UNION the first SELECT says where its rows go.
                var first = node;
                while (Has(first, "larg"))
                {
                    first = first.GetProperty("larg");
                }

                if (Has(first, "intoClause"))
                {
                    AddCreated(first.GetProperty("intoClause").GetProperty("rel"), "");
                }

                break;
            case "CreateStmt":
                AddCreated(node.GetProperty("relation"), ColumnNames(node));
                break;
            case "CreateForeignTableStmt":
                AddCreated(node.GetProperty("base").GetProperty("relation"), ColumnNames(node.GetProperty("base")));
                break;
            case "CreateTableAsStmt":
                if (Text(node, "objtype") == "OBJECT_MATVIEW")
                {
                    _words.Add("create materialized view " + Name(node.GetProperty("into").GetProperty("rel"), qualified: false));
                }
                else
                {
                    AddCreated(node.GetProperty("into").GetProperty("rel"), string.Join(",", Items(node.GetProperty("into"), "colNames").Select(Value)));
                }

                break;
            case "DropStmt":
                AddDropped(node);
                break;
            case "DropdbStmt":
                _words.Add("dropschema " + Text(node, "dbname"));
                break;
            case "CreatedbStmt":
                _words.Add("schema " + Text(node, "dbname"));
                break;
            case "TruncateStmt":
                foreach (var relation in Items(node, "relations").Select(Inner))
                {
                    _words.Add("truncate " + Name(relation));
                    if (Flag(node, "restart_seqs"))
                    {
                        _words.Add("restart " + Name(relation, qualified: false));
                    }
                }

                break;
            case "AlterTableStmt":
                AddAltered(node);
                break;
            case "AlterObjectSchemaStmt":
                _words.Add(Text(node, "objectType") == "OBJECT_TABLE"
                    ? $"renametable {Relation(node)}>{Text(node, "newschema")}."
                    : $"alter {Words(Text(node, "objectType"))} {(Has(node, "relation") ? Name(node.GetProperty("relation"), qualified: false) : ObjectNames(node.GetProperty("object")).Last())}");
                break;
            case "RenameStmt":
                AddRenamed(node);
                break;
            case "IndexStmt":
                _words.Add($"index {Relation(node)}{(Flag(node, "unique") ? " unique" : "")}");
                break;
            case "CopyStmt":
                if (Has(node, "query"))
                {
                    Add(node.GetProperty("query"));
                }
                else if (Flag(node, "is_from"))
                {
                    _words.Add($"insert {Relation(node)}({EffectWords.Columns(Items(node, "attlist").Select(Value))})");
                }

                break;
            case "ExplainStmt":
                if (Items(node, "options").Any(option => Text(Inner(option), "defname") == "analyze"))
                {
                    Add(node.GetProperty("query"));
                }

                break;
            case "ViewStmt":
                if (Text(node.GetProperty("view"), "relpersistence") != "t")
                {
                    _words.Add($"{Creation(node)} view {Name(node.GetProperty("view"), qualified: false)}");
                }

                break;
            case "RefreshMatViewStmt":
                _words.Add("refresh materialized view " + Name(node.GetProperty("relation"), qualified: false));
                break;
            case "CreateFunctionStmt":
                _words.Add($"{Creation(node)} {(Flag(node, "is_procedure") ? "procedure" : "function")} {Value(Items(node, "funcname").Last())}");
                break;
            case "CreateTrigStmt":
                _words.Add($"{Creation(node)} {(Flag(node, "isconstraint") ? "constraint trigger" : "trigger")} {Text(node, "trigname")}");
                break;
            case "CreateEnumStmt":
                _words.Add("create type " + Value(Items(node, "typeName").Last()));
                break;
            case "CompositeTypeStmt":
                _words.Add("create type " + Name(node.GetProperty("typevar"), qualified: false));
                break;
            case "CreateDomainStmt":
                _words.Add("create domain " + Value(Items(node, "domainname").Last()));
                break;
            case "CreateExtensionStmt":
                _words.Add("create extension " + Text(node, "extname"));
                break;
            case "CreatePolicyStmt":
                _words.Add("create policy " + Text(node, "policy_name"));
                break;
            case "AlterPolicyStmt":
                _words.Add("alter policy " + Text(node, "policy_name"));
                break;
            case "RuleStmt":
                _words.Add($"{Creation(node)} rule {Text(node, "rulename")}");
                break;
            case "CreateRoleStmt":
                _words.Add($"create {Words(Text(node, "stmt_type").Replace("ROLESTMT", "OBJECT", StringComparison.Ordinal))} {Text(node, "role")}");
                break;
            case "DropRoleStmt":
                foreach (var role in Items(node, "roles").Select(Inner))
                {
                    _words.Add("drop role " + Text(role, "rolename"));
                }

                break;
            case "CreateSchemaStmt":
                _words.Add("schema " + Text(node, "schemaname"));
                foreach (var inner in Items(node, "schemaElts"))
                {
                    Add(inner);
                }

                break;
            case "CreateSeqStmt":
                _words.Add("sequence " + Name(node.GetProperty("sequence"), qualified: false));
                break;
            case "AlterSeqStmt":
                var sequence = Name(node.GetProperty("sequence"), qualified: false);
                var restarts = Items(node, "options").Any(option => Text(Inner(option), "defname") == "restart");
                _words.Add((restarts ? "restart " : "altersequence ") + sequence);
                break;
            case "AlterEnumStmt":
                _words.Add("alter type " + Value(Items(node, "typeName").Last()));
                break;
            case "CreateStatsStmt":
                _words.Add("create statistics " + Value(Items(node, "defnames").Last()));
                break;
        }
    }

    // A join that reaches every row cannot be told from one that does not; only a statement over its own table alone reaches all for sure.
    private void AddAll(JsonElement node, string otherTables)
    {
        if ((!Has(node, "whereClause") || IsTrue(node.GetProperty("whereClause"))) && !Has(node, otherTables))
        {
            _words.Add("all " + Relation(node));
        }
    }

    private static bool IsTrue(JsonElement condition) =>
        Kind(condition) == "A_Const" && Has(Inner(condition), "boolval") && Flag(Inner(condition).GetProperty("boolval"), "boolval");

    private void AddCommonTables(JsonElement with)
    {
        foreach (var query in Items(with, "ctes").Select(table => Inner(table).GetProperty("ctequery")))
        {
            if (Kind(query) != "SelectStmt")
            {
                Add(query);
            }
            else if (Has(Inner(query), "withClause"))
            {
                AddCommonTables(Inner(query).GetProperty("withClause"));
            }
        }
    }

    private void AddMerge(JsonElement node)
    {
        foreach (var clause in Items(node, "mergeWhenClauses").Select(Inner))
        {
            var columns = EffectWords.Columns(Targets(clause, "targetList"));
            switch (Text(clause, "commandType"))
            {
                case "CMD_UPDATE": _words.Add($"update {Relation(node)}({columns})"); break;
                case "CMD_DELETE": _words.Add($"delete {Relation(node)}"); break;
                case "CMD_INSERT": _words.Add($"insert {Relation(node)}({columns})"); break;
            }
        }
    }

    private void AddCreated(JsonElement relation, string columns)
    {
        if (Text(relation, "relpersistence") != "t")
        {
            _words.Add($"create {Name(relation)}({columns})");
        }
    }

    private static string ColumnNames(JsonElement create) =>
        string.Join(",", Items(create, "tableElts").Where(element => Kind(element) == "ColumnDef").Select(element => Text(Inner(element), "colname")));

    private void AddDropped(JsonElement node)
    {
        var type = Text(node, "removeType");
        foreach (var item in Items(node, "objects"))
        {
            var names = ObjectNames(item).ToArray();
            var last = names[^1];
            _words.Add(type switch
            {
                "OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE" => "droptable " + string.Join(".", names.TakeLast(2)),
                "OBJECT_INDEX" => "dropindex " + last,
                "OBJECT_SCHEMA" => "dropschema " + last,
                "OBJECT_SEQUENCE" => "dropsequence " + last,
                _ => $"drop {Words(type)} {last}",
            });
        }
    }

    private static IEnumerable<string> ObjectNames(JsonElement item) => Kind(item) switch
    {
        "List" => Items(Inner(item), "items").SelectMany(ObjectNames),
        "TypeName" => Items(Inner(item), "names").Select(Value),
        "ObjectWithArgs" => Items(Inner(item), "objname").Select(Value),
        _ => [Value(item)],
    };

    private void AddAltered(JsonElement node)
    {
        var type = Text(node, "objtype");
        var relation = Relation(node);
        if (type is not ("OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE"))
        {
            _words.Add($"alter {Words(type)} {Name(node.GetProperty("relation"), qualified: false)}");
            return;
        }

        foreach (var command in Items(node, "cmds").Select(Inner))
        {
            var name = Text(command, "name");
            switch (Text(command, "subtype"))
            {
                case "AT_AddColumn":
                    var column = Inner(command.GetProperty("def"));
                    _words.Add($"add {relation}.{Text(column, "colname")}");
                    foreach (var constraint in Items(column, "constraints"))
                    {
                        AddConstraint(relation, Inner(constraint), ofColumn: true);
                    }

                    break;
                case "AT_DropColumn":
                    _words.Add($"drop {relation}.{name}");
                    break;
                case "AT_AlterColumnType" or "AT_SetNotNull" or "AT_DropNotNull" or "AT_ColumnDefault" or "AT_AddIdentity" or "AT_DropIdentity" or "AT_SetExpression" or "AT_DropExpression"
                    or "AT_SetStatistics" or "AT_SetStorage" or "AT_SetCompression" or "AT_SetOptions" or "AT_ResetOptions":
                    _words.Add($"alter {relation}.{name}");
                    break;
                case "AT_SetIdentity":
                    var restarts = Items(Inner(command.GetProperty("def")), "items").Any(option => Text(Inner(option), "defname") == "restart");
                    _words.Add(restarts ? $"restart {Name(node.GetProperty("relation"), qualified: false)}_{name}_seq" : $"alter {relation}.{name}");
                    break;
                case "AT_DropConstraint":
                    _words.Add($"dropconstraint {relation}.{name}");
                    break;
                case "AT_ValidateConstraint":
                    _words.Add($"validate {relation}.{name}");
                    break;
                case "AT_AddConstraint":
                    AddConstraint(relation, Inner(command.GetProperty("def")), ofColumn: false);
                    break;
                case "AT_DetachPartition":
                    // The rows of the partition leave the table.
                    _words.Add($"delete {relation}");
                    break;
            }
        }
    }

    // A key or check within a column definition belongs to that column for the reader, except where other tables or rows are at stake.
    private void AddConstraint(string relation, JsonElement constraint, bool ofColumn)
    {
        var word = Text(constraint, "contype") switch
        {
            "CONSTR_FOREIGN" => "addfk ",
            "CONSTR_CHECK" => "addcheck ",
            "CONSTR_PRIMARY" => "addpk ",
            "CONSTR_UNIQUE" => "addunique ",
            "CONSTR_EXCLUSION" when !ofColumn => null,
            _ => null,
        };
        if (word is not null)
        {
            _words.Add(word + relation);
        }
    }

    private void AddRenamed(JsonElement node)
    {
        var newName = Text(node, "newname");
        switch (Text(node, "renameType"), Text(node, "relationType"))
        {
            case ("OBJECT_COLUMN", "OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE"):
                _words.Add($"rename {Relation(node)}.{Text(node, "subname")}>{newName}");
                break;
            case ("OBJECT_TABLE" or "OBJECT_FOREIGN_TABLE", _):
                _words.Add($"renametable {Relation(node)}>.{newName}");
                break;
            case ("OBJECT_INDEX", _):
                _words.Add($"renameindex {Name(node.GetProperty("relation"), qualified: false)}>{newName}");
                break;
            case ("OBJECT_SEQUENCE", _):
                _words.Add($"renamesequence {Name(node.GetProperty("relation"), qualified: false)}>{newName}");
                break;
            case ("OBJECT_TABCONSTRAINT", _):
                break;
            case ("OBJECT_SCHEMA", _):
                _words.Add("rename schema " + Text(node, "subname"));
                break;
            case var (type, _):
                var old = Has(node, "relation") ? Name(node.GetProperty("relation"), qualified: false) : Has(node, "object") ? ObjectNames(node.GetProperty("object")).Last() : Text(node, "subname");
                _words.Add($"rename {Words(type)} {old}");
                break;
        }
    }

    private static string Creation(JsonElement node) => Flag(node, "replace") ? "createorreplace" : "create";

    private static string Words(string type) => type switch
    {
        "OBJECT_MATVIEW" => "materialized view",
        "OBJECT_TABCONSTRAINT" => "constraint",
        "OBJECT_STATISTIC_EXT" => "statistics",
        _ => type.Replace("OBJECT_", "", StringComparison.Ordinal).Replace('_', ' ').ToLowerInvariant(),
    };

    private static string Relation(JsonElement node) => Name(node.GetProperty("relation"));

    private static string Name(JsonElement relation, bool qualified = true) =>
        (qualified && Has(relation, "schemaname") ? Text(relation, "schemaname") + "." : "") + Text(relation, "relname");

    private static IEnumerable<string> Targets(JsonElement node, string list) => Items(node, list).Select(target => Text(Inner(target), "name"));

    private static IEnumerable<JsonElement> Items(JsonElement node, string list) => Has(node, list) ? node.GetProperty(list).EnumerateArray() : [];

    private static JsonElement Inner(JsonElement node) => node.EnumerateObject().First().Value;

    private static string Value(JsonElement node) => Text(Inner(node), "sval");

    private static bool Has(JsonElement node, string property) => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(property, out _);

    private static string Text(JsonElement node, string property) => Has(node, property) ? node.GetProperty(property).ToString() : "";

    private static bool Flag(JsonElement node, string property) => Has(node, property) && node.GetProperty(property).ValueKind == JsonValueKind.True;
}
