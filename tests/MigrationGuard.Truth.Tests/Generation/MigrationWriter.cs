using System.Text;

namespace MigrationGuard.Truth.Generation;

/// <summary>Writes a migration that compiles, from a tape of choices: operations inside everything that people, and C#, put around them.</summary>
internal sealed class MigrationWriter
{
    private readonly Dialect _dialect;
    private readonly StringBuilder _members = new();
    private readonly StringBuilder _baseMembers = new();
    private readonly StringBuilder _types = new();
    private int _names;

    private MigrationWriter(IReadOnlyList<int> tape, Dialect dialect)
    {
        Choices = new(tape);
        _dialect = dialect;
    }

    public Choices Choices { get; }

    /// <summary>The source file of one migration, class <c>M</c> in a namespace of its own.</summary>
    public static string Write(IReadOnlyList<int> tape, Dialect dialect, int number)
    {
        var writer = new MigrationWriter(tape, dialect);
        var scope = new Scope(dialect.Builder, [], 3);
        var up = writer.Statements(scope, 4);
        var down = writer.Statements(scope with { Depth = 1 }, 2);
        return dialect.File(number, writer._members.ToString(), writer._baseMembers.ToString(), writer._types.ToString(), up, down);
    }

    /// <summary>An expression with a text, most often one that can be known.</summary>
    public string Text(Scope scope)
    {
        var value = Choices.Of("Orders", "Total", "a b", "Ü\\\"n", "x");
        var name = Name("Text");
        switch (Choices.Next(22))
        {
            case 1:
                Member($"internal const string {name} = \"{value}\";");
                return "M." + name;
            case 2:
                Member($"internal const string {name} = \"\";");
                return $"nameof(M.{name})";
            case 3:
                Member($"internal const string {name} = \"{value}\";");
                return $"$\"{{M.{name}}}_{{{Choices.Of("1", "\"q\"", "nameof(M)")}}}\"";
            case 4:
                return $"(\"{value}\" + \"_\" + {Choices.Of("1", "'c'", "nameof(String)")})";
            case 5:
                Member($"internal static readonly string {name} = \"{value}\";");
                return "M." + name;
            case 6 or 7 or 8 when scope.Texts.Count > 0:
                return scope.Texts[Choices.Next(scope.Texts.Count)];
            case 9:
                return $"string.Format(\"{{0}}_{{1}}\", \"{value}\", {Choices.Of("1", "\"z\"")})";
            case 10:
                return $"({Choices.Of("1 < 2", "2 < 1")} ? \"{value}\" : \"other\")";
            case 11:
                return $"\"{value}\".{Choices.Of("ToUpperInvariant()", "Replace(\"a\", \"b\")", "ToLowerInvariant()", "Trim()", "PadLeft(4)")}";
            case 12:
                return $"string.Join(\"{Choices.Of(",", "")}\", new[] {{ \"{value}\", \"2\" }})";
            case 13:
                return $"{Choices.Of("DayOfWeek.Friday", "StringComparison.Ordinal")}.ToString()";
            case 14:
                Member($"internal static string {name} => \"{value}\";");
                return "M." + name;
            case 15:
                Member($"internal static string {name}(string given) => given + \"{value}\";");
                return $"M.{name}(\"p\")";
            case 16:
                Member($"internal static readonly string[] {name} = {{ \"zero\", \"{value}\" }};");
                return $"M.{name}[{Choices.Of("0", "1")}]";
            case 17:
                Member($"internal static readonly Dictionary<string, string> {name} = new() {{ [\"k\"] = \"{value}\", [\"l\"] = \"L\" }};");
                return $"M.{name}[\"{Choices.Of("k", "l")}\"]";
            case 18:
                return $"(Environment.GetEnvironmentVariable(\"MIGRATION_GUARD_IS_NOT_SET\") ?? \"{value}\")";
            case 19:
                return $"new StringBuilder(\"{value}\").Append('_').Append(7).ToString()";
            case 20:
                return $"({Choices.Of("1", "2", "3")} switch {{ 1 => \"{value}\", 2 => \"two\", _ => \"more\" }})";
            case 21:
                return $"typeof({Choices.Of("M", "TeamMigration")}).Name";
            default:
                return $"\"{value}\"";
        }
    }

    private string Statements(Scope scope, int most)
    {
        var code = new StringBuilder();
        for (var left = 1 + Choices.Next(most); left > 0; left--)
        {
            code.AppendLine(scope.Depth > 0 && Choices.Next(100) >= 50 ? Block(scope) : _dialect.Operation(this, scope));
        }

        return code.ToString();
    }

    private string Body(Scope scope) => Statements(scope, 2);

    private string Block(Scope scope)
    {
        var n = Name("v");
        var type = _dialect.BuilderType;
        var me = scope.Argument;
        switch (Choices.Next(44))
        {
            case 0:
                return _dialect.ForProvider(this, scope, Body(scope.Inside()), Body(scope.Inside()));
            case 1:
                return $$"""if ({{Undecided()}}) { {{Body(scope.Inside())}} } else { {{Body(scope.Inside())}} }""";
            case 2:
                return $$"""if ({{Choices.Of("1 + 1 == 2", "\"a\".Length > 3", "DateTime.MaxValue.Year == 1", "!true")}}) { {{Body(scope.Inside())}} }""";
            case 3:
                return $$"""foreach (var {{n}} in new[] { {{Text(scope)}}, "second" }) { {{Body(scope.Inside(n))}} }""";
            case 4:
                return $$"""for (var {{n}}i = 0; {{n}}i < {{Choices.Of("3", "0", "1")}}; {{n}}i++) { var {{n}} = "c" + {{n}}i; {{Body(scope.Inside(n))}} }""";
            case 5:
                return $$"""var {{n}}i = 2; while ({{n}}i-- > 0) { var {{n}} = $"w{{{n}}i}"; {{Body(scope.Inside(n))}} }""";
            case 6:
                Member($"internal static readonly string[] {n}All = {{ \"p\", \"q\" }};");
                return $$"""foreach (var {{n}} in M.{{n}}All{{Choices.Of("", ".Reverse()", ".Where(item => item != \"p\")", ".Select(item => item + \"!\")", ".Concat(new[] { \"r\" })", ".Skip(1)")}}) { {{Body(scope.Inside(n))}} }""";
            case 7:
                return Helper(scope, n, "private static");
            case 8:
                return Helper(scope, n, "private");
            case 9:
                Type($$"""internal static class {{n}}Extensions { public static void {{n}}(this {{type}} b{{n}}, string t{{n}}, string u{{n}} = "default") { {{Body(scope.Method("b" + n, "t" + n, "u" + n))}} } }""");
                return $"{me}.{n}({Text(scope)}); {me}.{n}(u{n}: \"named\", t{n}: {Text(scope)});";
            case 10:
                Member($$"""private void {{n}}<T>({{type}} b{{n}}) { var t{{n}} = typeof(T).Name; {{Body(scope.Method("b" + n, "t" + n))}} }""");
                return IsInstance(scope) ? $"{n}<int>({me}); {n}<string>({me});" : _dialect.Operation(this, scope);
            case 11:
                return $$"""void {{n}}(string t{{n}}) { {{Choices.Of("", "if (t" + n + " == \"no\") return;")}} {{Body(scope.Inside("t" + n))}} } {{n}}({{Text(scope)}}); {{n}}("no");""";
            case 12:
                return $$"""Action<string> {{n}} = t{{n}} => { {{Body(scope.Inside("t" + n))}} }; {{n}}({{Text(scope)}}); {{n}}.Invoke("invoked");""";
            case 13:
                Member($"private static void {n}(Action action) {{ action(); {Choices.Of("", "action();")} }}");
                return IsInstance(scope) ? $"{n}(() => {{ {Body(scope.Inside())} }});" : $"new Action(() => {{ {Body(scope.Inside())} }})();";
            case 14:
                return $$"""try { {{Body(scope.Inside())}} } {{Choices.Of("finally", "catch (InvalidOperationException)")}} { {{Body(scope.Inside())}} }""";
            case 15:
                return $$"""switch ({{Choices.Of("\"a\"", "\"b\"", "\"c\"")}}) { case "a": { {{Body(scope.Inside())}} break; } case "b": { {{Body(scope.Inside())}} goto default; } default: { {{Body(scope.Inside())}} break; } }""";
            case 16:
                Type($$"""internal interface I{{n}} { void Run({{type}} b{{n}}); } internal sealed class A{{n}} : I{{n}} { public void Run({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } } internal sealed class B{{n}} : I{{n}} { public void Run({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } }""");
                return $"foreach (var {n} in new I{n}[] {{ new A{n}(), new B{n}() }}) {n}.Run({me});";
            case 17:
                Type($$"""internal sealed class W{{n}} { private readonly {{type}} b{{n}}; private readonly string t{{n}}; public W{{n}}({{type}} given, string text) { b{{n}} = given; t{{n}} = text; } public W{{n}} Go() { {{Body(scope.Method("b" + n, "t" + n))}} return this; } }""");
                return $"new W{n}({me}, {Text(scope)}).Go().Go();";
            case 18:
                Type($$"""internal sealed class D{{n}} : IDisposable { private readonly {{type}} b{{n}}; public D{{n}}({{type}} given) => b{{n}} = given; public void Dispose() { {{Body(scope.Method("b" + n))}} } }""");
                return Choices.Of($"using (new D{n}({me})) {{ {Body(scope.Inside())} }}", $"{{ using var {n} = new D{n}({me}); {Body(scope.Inside())} }}");
            case 19:
                return $$"""new List<string> { {{Text(scope)}}, "l" }.ForEach({{n}} => { {{Body(scope.Inside(n))}} });""";
            case 20:
                return $$"""_ = new[] { "m", "n" }.Select({{n}} => { {{Body(scope.Inside(n))}} return {{n}}; }){{Choices.Of(".ToList()", "", ".ToArray()", ".Count()", ".First()")}};""";
            case 21:
                Type($$"""internal static class P{{n}} { public static void All({{type}} b{{n}}, params string[] given) { foreach (var t{{n}} in given) { {{Body(scope.Method("b" + n, "t" + n))}} } } }""");
                return $"P{n}.All({me}, {Text(scope)}, \"second\"); P{n}.All({me});";
            case 22:
                Type($$"""internal static class R{{n}} { public static void Run({{type}} b{{n}}, int left, string t{{n}}) { if (left == 0) return; {{Body(scope.Method("b" + n, "t" + n))}} Run(b{{n}}, left - 1, t{{n}} + left); } }""");
                return $"R{n}.Run({me}, {Choices.Of("2", "3", "0")}, {Text(scope)});";
            case 23:
                BaseMember($$"""public virtual void {{n}}({{type}} b{{n}}, string t{{n}}) { {{Body(scope.Method("b" + n, "t" + n))}} }""");
                if (Choices.Next(2) == 0)
                {
                    Member($$"""public override void {{n}}({{type}} b{{n}}, string t{{n}}) { {{Choices.Of("", $"base.{n}(b{n}, t{n});")}} {{Body(scope.Method("b" + n, "t" + n))}} }""");
                }

                return IsInstance(scope) ? $"{n}({me}, {Text(scope)});" : $"new M().{n}({me}, {Text(scope)});";
            case 24:
                Member($"internal string _{n} = \"first\";");
                return IsInstance(scope) ? $"{{ var {n} = _{n}; {Body(scope.Inside(n))} _{n} = {Text(scope)}; {n} = _{n}; {Body(scope.Inside(n))} }}" : _dialect.Operation(this, scope);
            case 25:
                Type($"internal static class O{n} {{ public static bool Get(out string text) {{ text = \"out\"; return true; }} public static void Set(ref string text) {{ text += \"!\"; }} }}");
                return $"{{ O{n}.Get(out var {n}); {Body(scope.Inside(n))} O{n}.Set(ref {n}); {Body(scope.Inside(n))} }}";
            case 26:
                return $"{{ var ({n}, {n}b) = ({Text(scope)}, \"right\"); {Body(scope.Inside(n, n + "b"))} }}";
            case 27:
                return $"{{ var {n} = \"before\"; Action {n}Act = () => {{ {Body(scope.Inside(n))} }}; {n} = \"after\"; {n}Act(); }}";
            case 28:
                return $"foreach (var {n} in Environment.GetCommandLineArgs().Take({Choices.Of("2", "0")})) {{ {Body(scope.Inside(n))} }}";
            case 29:
                return $"foreach (var {n} in new[] {{ \"a\", \"b\", \"c\" }}) {{ if ({n} == \"b\") {Choices.Of("continue", "break")}; {Body(scope.Inside(n))} }}";
            case 30:
                Type($$"""public static class H{{n}} { public static void Hidden({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } }""");
                return $"typeof(H{n}).GetMethod(\"Hidden\")!.Invoke(null, new object[] {{ {me} }});";
            case 31:
                return $$"""{ var {{n}} = new Dictionary<string, Action<string>> { ["a"] = t{{n}} => { {{Body(scope.Inside("t" + n))}} }, ["b"] = t{{n}} => { {{Body(scope.Inside("t" + n))}} } }; {{n}}["{{Choices.Of("a", "b")}}"]({{Text(scope)}}); }""";
            case 32:
                return $$"""{ Action {{n}} = () => { {{Body(scope.Inside())}} }; {{n}} += () => { {{Body(scope.Inside())}} }; {{n}}(); }""";
            case 33:
                Type($$"""internal static class Y{{n}} { public static IEnumerable<string> All({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} yield return "one"; {{Body(scope.Method("b" + n))}} yield return "two"; } }""");
                return $"foreach (var {n} in Y{n}.All({me})) {{ {Body(scope.Inside(n))} {Choices.Of("", "break;")} }}";
            case 34:
                Type($$"""internal sealed class S{{n}} { private readonly {{type}} b{{n}}; public S{{n}}({{type}} given) => b{{n}} = given; public string Table { get => "t"; set { var t{{n}} = value; {{Body(scope.Method("b" + n, "t" + n))}} } } public string this[int at] { get { {{Body(scope.Method("b" + n))}} return "i"; } } }""");
                return Choices.Of($"new S{n}({me}).Table = {Text(scope)};", $"_ = new S{n}({me})[1];", $"_ = new S{n}({me}) {{ Table = {Text(scope)} }};");
            case 35:
                Type($$"""internal static class B{{n}} { public static bool Do({{type}} b{{n}}, bool answer) { {{Body(scope.Method("b" + n))}} return answer; } }""");
                return Choices.Of($"if (B{n}.Do({me}, true) {Choices.Of("&&", "||")} B{n}.Do({me}, false)) {{ {Body(scope.Inside())} }}", $"_ = B{n}.Do({me}, {Choices.Of("true", "false")}) ? B{n}.Do({me}, true) : false;");
            case 36:
                return Choices.Of($"Task.Run(() => {{ {Body(scope.Inside())} }}).Wait();", $"async Task {n}() {{ await Task.CompletedTask; {Body(scope.Inside())} }} {n}().GetAwaiter().GetResult();");
            case 37:
                return $"{{ var {n} = new Lazy<string>(() => {{ {Body(scope.Inside())} return \"lazy\"; }}); {Choices.Of("", $"_ = {n}.Value; _ = {n}.Value;")} }}";
            case 38:
                Type($$"""internal sealed class C{{n}} { public C{{n}}({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } public static implicit operator string(C{{n}} from) => "converted"; public static C{{n}} operator +(C{{n}} left, {{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} return left; } }""");
                return $"{{ var {n}c = new C{n}({me}); {Choices.Of("", $"{n}c += {me};")} string {n} = {n}c; {Body(scope.Inside(n))} }}";
            case 39:
                return $"{{ dynamic {n} = {me}; {_dialect.DropTable(n)} }}";
            case 40:
                return $"{{ var {n} = {me}; {_dialect.Operation(this, scope with { Argument = n })} }}";
            case 41:
                return $"Array.ForEach(new[] {{ \"e\", \"f\" }}, {n} => {{ {Body(scope.Inside(n))} }});";
            case 42:
                return $"{{ ({Choices.Of("true", "false")} ? (Action)(() => {{ {Body(scope.Inside())} }}) : () => {{ {Body(scope.Inside())} }})(); }}";
            default:
                Type($$"""internal abstract class T{{n}} { public void Run({{type}} b{{n}}) { Before(b{{n}}); After(b{{n}}); } protected abstract void Before({{type}} b{{n}}); protected virtual void After({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } } internal sealed class U{{n}} : T{{n}} { protected override void Before({{type}} b{{n}}) { {{Body(scope.Method("b" + n))}} } }""");
                return $"new U{n}().Run({me});";
        }
    }

    private string Helper(Scope scope, string n, string modifiers)
    {
        Member($$"""{{modifiers}} void {{n}}({{_dialect.BuilderType}} b{{n}}, string t{{n}}, string u{{n}} = "default") { {{Body(scope.Method("b" + n, "t" + n, "u" + n))}} }""");
        return IsInstance(scope)
            ? $"{n}({scope.Argument}, {Text(scope)}); {Choices.Of("", $"{n}(u{n}: \"named\", b{n}: {scope.Argument}, t{n}: \"again\");")}"
            : _dialect.Operation(this, scope);
    }

    /// <summary>Whether the code stands in <c>Up</c> or <c>Down</c> itself, where members of the class have no prefix.</summary>
    private bool IsInstance(Scope scope) => scope.Argument == _dialect.Builder;

    private string Undecided() => Choices.Of(
        "Environment.GetEnvironmentVariable(\"MIGRATION_GUARD_IS_NOT_SET\") == null", "DateTime.Now.Year > 3000", "Environment.ProcessId > 0", "new Random(1).Next() == 0");

    private void Member(string code) => _members.AppendLine(code);

    private void BaseMember(string code) => _baseMembers.AppendLine(code);

    private void Type(string code) => _types.AppendLine(code);

    private string Name(string prefix) => prefix + _names++;
}
