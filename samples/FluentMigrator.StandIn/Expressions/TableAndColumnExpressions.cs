using FluentMigrator.Model;

namespace FluentMigrator.Expressions;

public class CreateTableExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string TableDescription { get; set; }

    public virtual IList<ColumnDefinition> Columns { get; set; } = new List<ColumnDefinition>();

    public override IMigrationExpression Reverse() => new DeleteTableExpression { SchemaName = SchemaName, TableName = TableName };
}

public class DeleteTableExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual bool IfExists { get; set; }
}

public class RenameTableExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string OldName { get; set; }

    public virtual string NewName { get; set; }

    public override IMigrationExpression Reverse() => new RenameTableExpression { SchemaName = SchemaName, OldName = NewName, NewName = OldName };
}

public class AlterTableExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string TableDescription { get; set; }
}

public class AlterSchemaExpression : MigrationExpressionBase
{
    public virtual string SourceSchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string DestinationSchemaName { get; set; }
}

public class CreateColumnExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual ColumnDefinition Column { get; set; } = new() { ModificationType = ColumnModificationType.Create };

    public override IMigrationExpression Reverse()
    {
        var reverse = new DeleteColumnExpression { SchemaName = SchemaName, TableName = TableName };
        reverse.ColumnNames.Add(Column.Name);
        return reverse;
    }
}

public class AlterColumnExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual ColumnDefinition Column { get; set; } = new() { ModificationType = ColumnModificationType.Alter };
}

public class RenameColumnExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string OldName { get; set; }

    public virtual string NewName { get; set; }

    public override IMigrationExpression Reverse() =>
        new RenameColumnExpression { SchemaName = SchemaName, TableName = TableName, OldName = NewName, NewName = OldName };
}

public class DeleteColumnExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public ICollection<string> ColumnNames { get; set; } = new List<string>();
}

public class AlterDefaultConstraintExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string ColumnName { get; set; }

    public virtual object DefaultValue { get; set; }
}

public class DeleteDefaultConstraintExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string ColumnName { get; set; }
}
