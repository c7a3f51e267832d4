using FluentMigrator.Builders;
using FluentMigrator.Builders.Create.Constraint;
using FluentMigrator.Builders.Create.Index;
using FluentMigrator.Builders.Create.Schema;
using FluentMigrator.Builders.Create.Table;
using FluentMigrator.Builders.Delete.Constraint;
using FluentMigrator.Builders.Delete.Index;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Extensions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Recording;

namespace FluentMigrator.Extensions
{
    internal static class Features
    {
        public const string Includes = "SqlServerIncludes";

        /// <summary>Every chain of the stand-in carries the features of what it describes.</summary>
        public static T With<T>(this T chain, string feature, object value)
        {
            ((ISupportAdditionalFeatures)chain).AdditionalFeatures[feature] = value;
            return chain;
        }
    }
}

namespace FluentMigrator
{
    public enum SqlServerConstraintType
    {
        Clustered,
        NonClustered,
    }
}

namespace FluentMigrator.SqlServer
{
    public class DataCompressionType
    {
        public static DataCompressionType None = new("NONE");
        public static DataCompressionType Row = new("ROW");
        public static DataCompressionType Page = new("PAGE");

        private readonly string _name;

        private DataCompressionType(string name) => _name = name;

        public override string ToString() => _name;
    }

    public static class SqlServerExtensions
    {
        public static readonly string IdentityInsert = "SqlServerIdentityInsert";
        public static readonly string IdentitySeed = "SqlServerIdentitySeed";
        public static readonly string IdentityIncrement = "SqlServerIdentityIncrement";
        public static readonly string ConstraintType = "SqlServerConstraintType";
        public static readonly string IncludesList = Features.Includes;
        public static readonly string OnlineIndex = "SqlServerOnlineIndex";
        public static readonly string IndexFilter = "SqlServerIndexFilter";
        public static readonly string RowGuidColumn = "SqlServerRowGuidColumn";
        public static readonly string IndexColumnNullsDistinct = "SqlServerIndexColumnNullsDistinct";
        public static readonly string SchemaAuthorization = "SqlServerSchemaAuthorization";
        public static readonly string SparseColumn = "SqlServerSparseColumn";
        public static readonly string UniqueConstraintFilter = "SqlServerUniqueConstraintFilter";
        public static readonly string UniqueConstraintIncludesList = "SqlServerUniqueConstraintIncludes";
        public static readonly string DataCompression = "SqlServerDataCompression";

        public static IInsertDataSyntax WithIdentityInsert(this IInsertDataSyntax expression) => expression.With(IdentityInsert, true);

        public static TNext Identity<TNext, TNextFk>(this IColumnOptionSyntax<TNext, TNextFk> expression, int seed, int increment)
            where TNext : IFluentSyntax
            where TNextFk : IFluentSyntax => expression.With(IdentitySeed, seed).With(IdentityIncrement, increment).Identity();

        public static TNext Identity<TNext, TNextFk>(this IColumnOptionSyntax<TNext, TNextFk> expression, long seed, int increment)
            where TNext : IFluentSyntax
            where TNextFk : IFluentSyntax => expression.With(IdentitySeed, seed).With(IdentityIncrement, increment).Identity();

        public static ICreateConstraintOptionsSyntax Clustered(this ICreateConstraintOptionsSyntax expression) =>
            expression.With(ConstraintType, SqlServerConstraintType.Clustered);

        public static ICreateConstraintOptionsSyntax NonClustered(this ICreateConstraintOptionsSyntax expression) =>
            expression.With(ConstraintType, SqlServerConstraintType.NonClustered);

        public static ICreateTableColumnOptionOrWithColumnSyntax RowGuid(this ICreateTableColumnOptionOrWithColumnSyntax expression) =>
            expression.With(RowGuidColumn, true);

        public static ICreateTableColumnOptionOrWithColumnSyntax Sparse(this ICreateTableColumnOptionOrWithColumnSyntax expression) =>
            expression.With(SparseColumn, true);

        public static ICreateSchemaOptionsSyntax Authorization(this ICreateSchemaOptionsSyntax expression, string owner) =>
            expression.With(SchemaAuthorization, owner);

        public static ICreateIndexOptionsSyntax Online(this ICreateIndexOptionsSyntax expression, bool active = true) => expression.With(OnlineIndex, active);

        public static ICreateConstraintOptionsSyntax Online(this ICreateConstraintOptionsSyntax expression, bool active = true) =>
            expression.With(OnlineIndex, active);

        public static IDeleteIndexOptionsSyntax Online(this IDeleteIndexOptionsSyntax expression, bool active = true) => expression.With(OnlineIndex, active);

        public static IDeleteConstraintInSchemaOptionsSyntax Online(this IDeleteConstraintInSchemaOptionsSyntax expression, bool active = true) =>
            expression.With(OnlineIndex, active);

        public static ICreateIndexOptionsSyntax Filter(this ICreateIndexOptionsSyntax expression, string filter) => expression.With(IndexFilter, filter);

        public static ICreateConstraintOptionsSyntax Filter(this ICreateConstraintOptionsSyntax expression, string filter) =>
            expression.With(UniqueConstraintFilter, filter);

        public static ICreateIndexOptionsSyntax Include(this ICreateIndexOptionsSyntax expression, string columnName)
        {
            ((ISupportAdditionalFeatures)expression).Include(IncludesList, columnName);
            return expression;
        }

        public static ICreateIndexNonKeyColumnSyntax Include(this ICreateIndexOnColumnSyntax expression, string columnName)
        {
            ((ISupportAdditionalFeatures)expression).Include(IncludesList, columnName);
            return (ICreateIndexNonKeyColumnSyntax)expression;
        }

        public static ICreateConstraintOptionsSyntax Include(this ICreateConstraintOptionsSyntax expression, string columnName)
        {
            ((ISupportAdditionalFeatures)expression).Include(UniqueConstraintIncludesList, columnName);
            return expression;
        }

        public static ICreateIndexOptionsSyntax WithDataCompression(this ICreateIndexOptionsSyntax expression, DataCompressionType dataCompressionType) =>
            expression.With(DataCompression, dataCompressionType);

        public static ICreateIndexColumnUniqueOptionsSyntax NullsNotDistinct(this ICreateIndexColumnUniqueOptionsSyntax expression) =>
            expression.NullsDistinct(false);

        public static ICreateIndexColumnUniqueOptionsSyntax NullsDistinct(
            this ICreateIndexColumnUniqueOptionsSyntax expression, bool nullsAreDistinct = true)
        {
            expression.CurrentColumn.AdditionalFeatures[IndexColumnNullsDistinct] = nullsAreDistinct;
            return expression;
        }

        public static ICreateIndexOnColumnSyntax NullsNotDistinct(this ICreateIndexMoreColumnOptionsSyntax expression) => expression.NullsDistinct(false);

        public static ICreateIndexOnColumnSyntax NullsDistinct(this ICreateIndexMoreColumnOptionsSyntax expression, bool nullsAreDistinct = true)
        {
            expression.CurrentColumn.AdditionalFeatures[IndexColumnNullsDistinct] = nullsAreDistinct;
            return expression;
        }

        public static ICreateIndexOnColumnSyntax UniqueNullsNotDistinct(this ICreateIndexOptionsSyntax expression) => expression.UniqueNullsDistinct(false);

        public static ICreateIndexOnColumnSyntax UniqueNullsDistinct(this ICreateIndexOptionsSyntax expression, bool nullsAreDistinct = true) =>
            expression.With(IndexColumnNullsDistinct, nullsAreDistinct).Unique();
    }
}
