using System.Runtime.CompilerServices;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Reading;

/// <summary>
/// While somebody types, only the migrations are read again that an edit can change, and what is remembered is what a fresh reading would find.
/// </summary>
public sealed class RememberedReadingsTests
{
    private const string Usings = "using Microsoft.EntityFrameworkCore.Infrastructure; using Microsoft.EntityFrameworkCore.Migrations; namespace Shop; ";

    private static readonly (string Path, string Source)[] Files =
    [
        ("Alone.cs", Usings + "partial class Alone : Migration { protected override void Up(MigrationBuilder b) { b.Sql(\"DROP TABLE alone\"); } }"),
        ("Alone.Designer.cs", Usings + "[Migration(\"1_Alone\")] partial class Alone { protected override void BuildTargetModel(Microsoft.EntityFrameworkCore.ModelBuilder m) { m.HasAnnotation(\"a\", 1); } }"),
        ("Reaching.cs", Usings + "[Migration(\"2_Reaching\")] class Reaching : Migration { protected override void Up(MigrationBuilder b) { Helper.Drop(b); b.DropTable(Names.Late); b.DropTable(Names.First); b.DropTable(Names.Never); } }"),
        ("Derived.cs", Usings + "[Migration(\"3_Derived\")] class Derived : Base { protected override void Up(MigrationBuilder b) { b.DropTable(\"derived\"); } }"),
        ("Scripted.cs", Usings + "[Migration(\"4_Scripted\")] class Scripted : Migration { protected override void Up(MigrationBuilder b) { b.Sql(System.IO.File.ReadAllText(\"up.sql\")); } }"),
        ("Base.cs", Usings + "abstract class Base : Migration { protected override void Down(MigrationBuilder b) { b.Sql(\"base\"); } }"),
        ("Helper.cs", Usings + "static class Helper { public static void Drop(MigrationBuilder b) { b.DropTable(\"helped\"); } }"),
        ("Names.cs", Usings + "static partial class Names { public static readonly string Late = \"late\"; public const string First = \"first\"; private static string _never = \"never\"; public static string Never => _never; }"),
        ("Names.Set.cs", Usings + "static partial class Names { public static void Set() { } }"),
        ("Order.cs", Usings + "class Order { public int Total() { return 1; } }"),
        ("Names2.cs", "namespace Shop.Other; class Names { }"),
    ];

    private readonly CSharpCompilation _before = Compile(Files);

    [Theory]
    [InlineData("Order.cs", "return 1", "return 2", new string[0])]
    [InlineData("Alone.cs", "DROP TABLE alone", "DROP TABLE another", new[] { "Alone" })]
    [InlineData("Alone.Designer.cs", "HasAnnotation(\"a\", 1)", "HasAnnotation(\"a\", 2)", new[] { "Alone" })]
    [InlineData("Helper.cs", "helped", "helped2", new[] { "Reaching" })]
    [InlineData("Base.cs", "\"base\"", "\"base2\"", new[] { "Derived" })]
    [InlineData("Names.cs", "\"late\"", "\"later\"", new[] { "Reaching" })]
    [InlineData("Names.cs", "\"never\"", "\"ever\"", new[] { "Reaching" })]
    [InlineData("Names.Set.cs", "Set() { }", "Set() { _never = \"x\"; }", new[] { "Reaching" })]
    public void An_edit_in_a_body_costs_the_migrations_that_reach_it(string path, string old, string replacement, string[] readAgain)
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var (after, fresh) = Edit(_before, path, old, replacement);

        var result = MigrationReader.Read(after, new ReadingOptions());

        Assert.Equal(readAgain.Length, result.Effort.Classes);
        Assert.Equal(Text(MigrationReader.Read(fresh, new ReadingOptions())), Text(result));
    }

    [Theory]
    [InlineData("Names.cs", "\"first\"", "\"second\"")]
    [InlineData("Alone.Designer.cs", "1_Alone", "9_Alone")]
    [InlineData("Order.cs", "class Order", "static class MigrationBuilderExtensions { } class Order")]
    [InlineData("Names2.cs", "namespace Shop.Other", "namespace Shop.Migrations")]
    [InlineData("Base.cs", "protected override void Down", "protected override void Up(MigrationBuilder b) { } protected override void Down")]
    [InlineData("Helper.cs", "public static void Drop(MigrationBuilder b)", "public static void Drop(MigrationBuilder b, string s = \"x\")")]
    [InlineData("Order.cs", "namespace Shop; ", "namespace Shop; class MigrationBuilder { public void DropTable(string name) { } public void Sql(string sql) { } } ")]
    public void An_edit_of_a_declaration_can_change_what_any_name_means(string path, string old, string replacement)
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var (after, fresh) = Edit(_before, path, old, replacement);

        var result = MigrationReader.Read(after, new ReadingOptions());

        Assert.Equal(result.Migrations.Count, result.Effort.Classes);
        Assert.Equal(Text(MigrationReader.Read(fresh, new ReadingOptions())), Text(result));
    }

    [Fact]
    public void Edits_one_after_another_are_each_compared_with_the_one_before()
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var compilation = _before;
        for (var i = 0; i < 4; i++)
        {
            (compilation, var fresh) = Edit(compilation, "Alone.cs", i == 0 ? "TABLE alone" : "TABLE alone" + (i - 1), "TABLE alone" + i);

            var result = MigrationReader.Read(compilation, new ReadingOptions());

            Assert.Equal(1, result.Effort.Classes);
            Assert.Equal(Text(MigrationReader.Read(fresh, new ReadingOptions())), Text(result));
        }
    }

    [Fact]
    public void A_script_that_changes_appears_or_goes_is_read_again()
    {
        var scripts = new EditedScripts();
        var options = new ReadingOptions { Scripts = scripts };
        MigrationReader.Read(_before, options);
        Assert.Equal(0, MigrationReader.Read(_before, options).Effort.Classes);
        foreach (var text in new[] { "DROP TABLE a;", "DROP TABLE b;", null })
        {
            scripts.Text = text;

            var result = MigrationReader.Read(_before, options);

            Assert.Equal(1, result.Effort.Classes);
            Assert.Equal(text, result.Migrations.Single(migration => migration.Id == "4_Scripted").Up.Operations.OfType<Sql>().Single().Text);
        }
    }

    [Fact]
    public void Another_directory_other_options_and_other_references_are_another_reading()
    {
        MigrationReader.Read(_before, new ReadingOptions());

        Assert.Equal(4, MigrationReader.Read(_before, new ReadingOptions { ProjectDirectory = "/p" }).Effort.Classes);
        Assert.Equal(4, MigrationReader.Read(_before.WithOptions(_before.Options.WithAllowUnsafe(true)), new ReadingOptions()).Effort.Classes);
        Assert.Equal(4, MigrationReader.Read(_before.WithAssemblyName("Other"), new ReadingOptions()).Effort.Classes);
        Assert.Equal(4, MigrationReader.Read(_before.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location)), new ReadingOptions()).Effort.Classes);
    }

    [Fact]
    public void What_is_generated_without_declarations_changes_nothing()
    {
        MigrationReader.Read(_before, new ReadingOptions());

        Assert.Equal(0, MigrationReader.Read(_before.AddSyntaxTrees(Parse("Manifest.g.cs", "// comments only")), new ReadingOptions()).Effort.Classes);
        Assert.Equal(4, MigrationReader.Read(_before.AddSyntaxTrees(Parse("More.g.cs", "class More;")), new ReadingOptions()).Effort.Classes);
    }

    [Theory]
    [InlineData("Alone.cs", "class Alone : Migration {", "[System.Obsolete] class Alone : Migration { protected override void Down(MigrationBuilder b) { b.Sql(\"back\"); }", new[] { "1_Alone" })]
    [InlineData("Base.cs", "protected override void Down", "protected override void Up(MigrationBuilder b) { } protected override void Down", new[] { "3_Derived" })]
    public void A_trial_reads_what_differs_and_is_forgotten(string path, string old, string replacement, string[] readAgain)
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var (after, fresh) = Edit(_before, path, old, replacement);
        after = after.AddSyntaxTrees(Parse("Next.cs", Usings + "[Migration(\"5_Next\")] class Next : Migration { protected override void Up(MigrationBuilder b) { b.Sql(\"DROP TABLE next\"); } }"));
        fresh = Compile(after.SyntaxTrees.Select(each => (each.FilePath, each.ToString())));

        var result = MigrationReader.Read(after, new ReadingOptions { VariantOf = _before });

        Assert.Equal(readAgain.Length + 1, result.Effort.Classes);
        Assert.Equal(Text(MigrationReader.Read(fresh, new ReadingOptions())), Text(result));
        Assert.Equal(0, MigrationReader.Read(_before, new ReadingOptions()).Effort.Classes);
    }

    [Fact]
    public void A_trial_with_other_references_is_a_reading_of_its_own()
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var other = _before.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location));

        Assert.Equal(4, MigrationReader.Read(other, new ReadingOptions { VariantOf = _before }).Effort.Classes);
    }

    [Fact]
    public void Versions_of_a_file_that_nobody_holds_are_let_go()
    {
        MigrationReader.Read(_before, new ReadingOptions());
        var (current, old) = ReadVersions(10);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The compiler and the thread pool may still hold on to the last ones.
        Assert.InRange(old.Count(version => version.IsAlive), 0, 3);
        GC.KeepAlive(current);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (Compilation Current, IReadOnlyList<WeakReference> Old) ReadVersions(int count)
    {
        var old = new List<WeakReference>();
        var current = _before;
        for (var i = 0; i < count; i++)
        {
            (current, _) = Edit(current, "Alone.cs", i == 0 ? "TABLE alone" : "TABLE alone" + (i - 1), "TABLE alone" + i);
            Assert.Equal(1, MigrationReader.Read(current, new ReadingOptions()).Effort.Classes);
            if (i < count - 1)
            {
                old.Add(new WeakReference(current.SyntaxTrees[0]));
            }
        }

        return (current, old);
    }

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Source)> files) => TestCompilation.Create(files);

    private static SyntaxTree Parse(string path, string source) => TestCompilation.Create([(path, source)]).SyntaxTrees[0];

    /// <summary>The compilation with one file edited, and the same parsed anew, of which nothing is remembered.</summary>
    private static (CSharpCompilation After, CSharpCompilation Fresh) Edit(CSharpCompilation before, string path, string old, string replacement)
    {
        var tree = before.SyntaxTrees.Single(candidate => candidate.FilePath == path);
        var source = tree.ToString().Replace(old, replacement, StringComparison.Ordinal);
        var after = source == tree.ToString() ? before : before.ReplaceSyntaxTree(tree, Parse(path, source));
        return (after, Compile(after.SyntaxTrees.Select(each => (each.FilePath, each.ToString()))));
    }

    private static string Text(ReadingResult result) => ManifestWriter.WriteIndented(new ManifestDocument { Migrations = result.Migrations });

    private sealed class EditedScripts : IScriptSource
    {
        public string? Text { get; set; }

        public Script? Find(string name, ScriptKind kind) => Text is null ? null : new Script("up.sql", Text, Text);
    }
}
