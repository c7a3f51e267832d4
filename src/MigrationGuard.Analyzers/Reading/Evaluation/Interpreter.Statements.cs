using MigrationGuard.Model;

namespace MigrationGuard.Reading;

internal sealed partial class Interpreter
{
    private Flow Run(IOperation? statement, Frame frame)
    {
        if (statement is null)
        {
            return Flow.Next;
        }

        Step();
        switch (statement)
        {
            case IMethodBodyOperation body:
                return Run(body.BlockBody ?? body.ExpressionBody, frame);
            case IConstructorBodyOperation body:
                return Run(body.BlockBody ?? body.ExpressionBody, frame);
            case IBlockOperation block:
                return RunAll(block.Operations, frame);
            case IExpressionStatementOperation expression:
                return RunExpression(expression.Operation, frame);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    Declare(declaration, frame);
                }

                return Flow.Next;
            case IConditionalOperation conditional:
                return RunIf(conditional, frame);
            case IReturnOperation returned:
                return RunReturn(returned, frame);
            case IThrowOperation thrown:
                if (thrown.Exception is not null)
                {
                    Evaluate(thrown.Exception, frame);
                }

                Thrown = (thrown.Exception is null ? thrown : Unwrap(thrown.Exception)).Syntax.ToString();
                return Flow.Throw;
            case ISwitchOperation choice:
                return RunSwitch(choice, frame);
            case IForEachLoopOperation loop:
                return RunForEach(loop, frame);
            case IForLoopOperation loop:
                return RunFor(loop, frame);
            case IWhileLoopOperation loop:
                return RunWhile(loop, frame);
            case ITryOperation attempt:
                return RunTry(attempt, frame);
            case IUsingOperation use:
                return RunUsing(use, frame);
            case IUsingDeclarationOperation use:
                return Run(use.DeclarationGroup, frame);
            case ILockOperation held:
                Evaluate(held.LockedValue, frame);
                return Run(held.Body, frame);
            case ILabeledOperation labeled:
                return Run(labeled.Operation, frame);
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            case IBranchOperation branch:
                if (branch.BranchKind == BranchKind.GoTo)
                {
                    EmitUnknown(branch.Syntax, "A jump with goto is not followed");
                    return Flow.Next;
                }

                return branch.BranchKind == BranchKind.Break ? Flow.Break : Flow.Continue;
            default:
                return RunExpression(statement, frame);
        }
    }

    private Flow RunAll(IEnumerable<IOperation> statements, Frame frame)
    {
        foreach (var statement in statements)
        {
            if (statement is ILocalFunctionOperation local)
            {
                frame.Variables[local.Symbol] = new FunctionValue { Method = local.Symbol, Body = local.Body, Captured = frame };
            }
        }

        var ends = Flow.Next;
        var open = new List<IVariableDeclarationGroupOperation>();
        foreach (var statement in statements)
        {
            if (statement is IUsingDeclarationOperation use)
            {
                open.Add(use.DeclarationGroup);
            }

            ends = Run(statement, frame);
            if (ends != Flow.Next)
            {
                break;
            }
        }

        for (var i = open.Count - 1; i >= 0; i--)
        {
            Dispose(open[i], frame);
        }

        return ends;
    }

    private Flow RunExpression(IOperation expression, Frame frame)
    {
        Evaluate(expression, frame);
        if (_threw)
        {
            _threw = false;
            return Flow.Throw;
        }

        return Flow.Next;
    }

    private Flow RunReturn(IReturnOperation returned, Frame frame)
    {
        var value = returned.ReturnedValue is null ? ConstantValue.Null : Evaluate(returned.ReturnedValue, frame);
        if (_threw)
        {
            _threw = false;
            return Flow.Throw;
        }

        if (returned.Kind == OperationKind.YieldReturn)
        {
            frame.Yielded ??= new ListValue([]);
            frame.Yielded.Items.Add(value);
            if (_path.Count > 0)
            {
                frame.Yielded.IsComplete = false;
            }

            return Flow.Next;
        }

        if (returned.Kind == OperationKind.YieldBreak)
        {
            frame.Yielded ??= new ListValue([]);
            return Flow.Return;
        }

        frame.Result = frame.Result is null || frame.Result.IsSame(value) ? value : UnknownValue.Nameless;
        return Flow.Return;
    }

    private void Declare(IVariableDeclarationOperation declaration, Frame frame)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var initializer = declarator.Initializer ?? declaration.Initializer;
            Value value = initializer is null ? new UnknownValue(declarator.Symbol.Name) : Evaluate(initializer.Value, frame);
            Store(frame.Variables, declarator.Symbol, value);
        }
    }

    private Flow RunIf(IConditionalOperation conditional, Frame frame)
    {
        var condition = Evaluate(conditional.Condition, frame).AsBoolean;
        return condition switch
        {
            true => Run(conditional.WhenTrue, frame),
            false => Run(conditional.WhenFalse, frame),
            null => Fork(conditional.Condition, () => Run(conditional.WhenTrue, frame), () => Run(conditional.WhenFalse, frame)),
        };
    }

    /// <summary>Runs both ways of a condition that cannot be decided and joins what they leave.</summary>
    private Flow Fork(IOperation condition, Func<Flow> whenTrue, Func<Flow> whenFalse)
    {
        var text = Squeeze(condition.Syntax.ToString());
        var first = RunBranch(text, whenTrue);
        var second = RunBranch("!(" + text + ")", whenFalse);
        Join(first, second);
        if (first.Flow == second.Flow)
        {
            return first.Flow;
        }

        // What follows runs only where the branch that left early was not taken. A throw needs no such mark: then nothing runs at all.
        var (near, far, rest) = first.Flow < second.Flow ? (first.Flow, second.Flow, text) : (second.Flow, first.Flow, "!(" + text + ")");
        if (far != Flow.Throw)
        {
            _path.Add(new(Certainty.Conditional, rest, far));
        }

        return near;
    }

    private (Flow Flow, List<Change> Changes, List<Value> Values) RunBranch(string text, Func<Flow> branch)
    {
        var outer = _journal;
        var journal = new List<Change>();
        _journal = journal;
        var flow = Flow.Next;
        try
        {
            Under(Certainty.Conditional, text, () => flow = branch());
        }
        finally
        {
            _journal = outer;
        }

        var values = new List<Value>(journal.Count);
        foreach (var change in journal)
        {
            values.Add(change.Store[change.Key]);
        }

        for (var i = journal.Count - 1; i >= 0; i--)
        {
            var change = journal[i];
            if (change.Old is null)
            {
                change.Store.Remove(change.Key);
            }
            else
            {
                change.Store[change.Key] = change.Old;
            }
        }

        return (flow, journal, values);
    }

    private void Join((Flow Flow, List<Change> Changes, List<Value> Values) first, (Flow Flow, List<Change> Changes, List<Value> Values) second)
    {
        // A branch that leaves the method does not matter for what follows; nor does its state.
        var takesFirst = first.Flow < Flow.Return || second.Flow >= Flow.Return;
        var takesSecond = second.Flow < Flow.Return || first.Flow >= Flow.Return;
        var final = new List<(Dictionary<ISymbol, Value> Store, ISymbol Key, Value Value)>();
        if (takesFirst)
        {
            Collect(first, second, takesSecond);
        }

        if (takesSecond)
        {
            Collect(second, first, takesFirst);
        }

        foreach (var (store, key, value) in final)
        {
            Store(store, key, value);
        }

        void Collect(
            (Flow Flow, List<Change> Changes, List<Value> Values) mine,
            (Flow Flow, List<Change> Changes, List<Value> Values) other,
            bool otherCounts)
        {
            for (var i = 0; i < mine.Changes.Count; i++)
            {
                var change = mine.Changes[i];
                var value = mine.Values[i];
                if (otherCounts)
                {
                    var there = Other(other, change) ?? (change.Store.TryGetValue(change.Key, out var old) ? old : null);
                    if (there is null || !there.IsSame(value))
                    {
                        value = new UnknownValue(change.Key.Name);
                    }
                }

                final.Add((change.Store, change.Key, value));
            }
        }

        static Value? Other((Flow Flow, List<Change> Changes, List<Value> Values) branch, Change change)
        {
            for (var i = 0; i < branch.Changes.Count; i++)
            {
                if (ReferenceEquals(branch.Changes[i].Store, change.Store) && SymbolEqualityComparer.Default.Equals(branch.Changes[i].Key, change.Key))
                {
                    return branch.Values[i];
                }
            }

            return null;
        }
    }

    private Flow RunSwitch(ISwitchOperation choice, Frame frame)
    {
        var value = Evaluate(choice.Value, frame);
        var start = _path.Count;
        var flow = RunCase(choice, value, 0, frame);
        EndPath(start, Flow.Break);
        return flow == Flow.Break ? Flow.Next : flow;
    }

    private Flow RunCase(ISwitchOperation choice, Value value, int index, Frame frame)
    {
        if (index >= choice.Cases.Length)
        {
            foreach (var candidate in choice.Cases)
            {
                if (candidate.Clauses.Any(clause => clause is IDefaultCaseClauseOperation))
                {
                    return RunAll(candidate.Body, frame);
                }
            }

            return Flow.Next;
        }

        var section = choice.Cases[index];
        bool? matches = false;
        IOperation? undecided = null;
        foreach (var clause in section.Clauses)
        {
            var decided = clause switch
            {
                IDefaultCaseClauseOperation => false,
                ISingleValueCaseClauseOperation single => Equal(value, Evaluate(single.Value, frame)),
                IPatternCaseClauseOperation pattern => And(Match(pattern.Pattern, value, frame), pattern.Guard, frame),
                _ => null,
            };
            if (decided == true)
            {
                matches = true;
                break;
            }

            if (decided is null)
            {
                matches = null;
                undecided = clause;
            }
        }

        return matches switch
        {
            true => RunAll(section.Body, frame),
            false => RunCase(choice, value, index + 1, frame),
            null => Fork(undecided!, () => RunAll(section.Body, frame), () => RunCase(choice, value, index + 1, frame)),
        };
    }

    private bool? And(bool? matched, IOperation? guard, Frame frame)
    {
        if (guard is null || matched == false)
        {
            return matched;
        }

        var truth = Evaluate(guard, frame).AsBoolean;
        return truth == false ? false : matched == true ? truth : null;
    }

    private Flow RunForEach(IForEachLoopOperation loop, Frame frame)
    {
        var collection = Evaluate(loop.Collection, frame);
        var variable = loop.Locals.Length > 0 ? loop.Locals[0] : null;
        var items = Sequence(collection);
        if (items is null || items.Count > MaxIterations)
        {
            return RunRepeated(loop, loop.Body, frame, Squeeze(loop.Collection.Syntax.ToString()));
        }

        var start = _path.Count;
        foreach (var item in items.ToArray())
        {
            Step();
            Assign(loop, variable, item, frame);
            var flow = RunIteration(loop.Body, frame, start);
            if (flow is Flow.Return or Flow.Throw)
            {
                EndPath(start, Flow.Break);
                return flow;
            }

            if (flow == Flow.Break)
            {
                break;
            }
        }

        EndPath(start, Flow.Break);
        return Flow.Next;
    }

    private void Assign(IForEachLoopOperation loop, ILocalSymbol? variable, Value item, Frame frame)
    {
        switch (Unwrap(loop.LoopControlVariable))
        {
            case IVariableDeclaratorOperation declarator:
                Store(frame.Variables, declarator.Symbol, item);
                break;
            case IDeclarationExpressionOperation { Expression: ITupleOperation tuple }:
                Deconstruct(tuple, item, frame);
                break;
            case ITupleOperation tuple:
                Deconstruct(tuple, item, frame);
                break;
            case var target when variable is null:
                AssignTo(target, item, frame, loop.Syntax);
                break;
            default:
                Store(frame.Variables, variable!, item);
                break;
        }
    }

    private Flow RunIteration(IOperation body, Frame frame, int start)
    {
        var flow = Run(body, frame);
        EndPath(start, Flow.Continue);
        return flow == Flow.Continue ? Flow.Next : flow;
    }

    /// <summary>A loop whose number of rounds is not known: its body runs once in thought, with everything it changes unknown.</summary>
    private Flow RunRepeated(IOperation loop, IOperation body, Frame frame, string text)
    {
        Forget(loop, frame);
        var start = _path.Count;
        Under(Certainty.Repeated, text, () => RunIteration(body, frame, start));
        EndPath(start, Flow.Break);
        Forget(loop, frame);

        // A return or throw inside such a loop may or may not be reached.
        return Flow.Next;
    }

    private void Forget(IOperation loop, Frame frame)
    {
        foreach (var inner in loop.Descendants())
        {
            var target = inner switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IVariableDeclaratorOperation declarator => declarator,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            switch (target)
            {
                case ILocalReferenceOperation local:
                    Store((frame.FrameOf(local.Local) ?? frame).Variables, local.Local, new UnknownValue(local.Local.Name));
                    break;
                case IParameterReferenceOperation parameter:
                    Store((frame.FrameOf(parameter.Parameter) ?? frame).Variables, parameter.Parameter, new UnknownValue(parameter.Parameter.Name));
                    break;
                case IVariableDeclaratorOperation declarator:
                    Store(frame.Variables, declarator.Symbol, new UnknownValue(declarator.Symbol.Name));
                    break;
                case IFieldReferenceOperation field when Self(frame) is ObjectValue self:
                    Store(self.Members, field.Field.OriginalDefinition, new UnknownValue(field.Field.Name));
                    break;
                case IPropertyReferenceOperation property when Self(frame) is ObjectValue self:
                    Store(self.Members, property.Property.OriginalDefinition, new UnknownValue(property.Property.Name));
                    break;
                default:
                    break;
            }
        }
    }

    private Flow RunFor(IForLoopOperation loop, Frame frame)
    {
        RunAll(loop.Before, frame);
        return RunCounted(loop, loop.Condition, loop.Body, loop.AtLoopBottom, frame, testsFirst: true);
    }

    private Flow RunWhile(IWhileLoopOperation loop, Frame frame) =>
        loop.Condition is null || loop.ConditionIsUntil
            ? RunRepeated(loop, loop.Body, frame, Squeeze(loop.Syntax.ToString()))
            : RunCounted(loop, loop.Condition, loop.Body, [], frame, loop.ConditionIsTop);

    private Flow RunCounted(ILoopOperation loop, IOperation? condition, IOperation body, IEnumerable<IOperation> bottom, Frame frame, bool testsFirst)
    {
        var text = Squeeze(condition?.Syntax.ToString() ?? "for (;;)");
        var start = _path.Count;
        for (var round = 0; ; round++)
        {
            if (round > 0 || testsFirst)
            {
                var truth = condition is null ? null : Evaluate(condition, frame).AsBoolean;
                if (truth == false)
                {
                    break;
                }

                if (truth is null || round >= MaxIterations)
                {
                    return RunRepeated(loop, body, frame, text);
                }
            }

            Step();
            var flow = RunIteration(body, frame, start);
            if (flow is Flow.Return or Flow.Throw)
            {
                EndPath(start, Flow.Break);
                return flow;
            }

            if (flow == Flow.Break)
            {
                break;
            }

            RunAll(bottom, frame);
        }

        EndPath(start, Flow.Break);
        return Flow.Next;
    }

    private Flow RunTry(ITryOperation attempt, Frame frame)
    {
        var flow = Run(attempt.Body, frame);
        var thrown = Thrown;
        foreach (var handler in attempt.Catches)
        {
            if (flow == Flow.Throw)
            {
                // The handler may or may not take this exception; what it does is possible, and so is going on after it.
                var handled = RunBranch("catch", () => Run(handler.Handler, frame));
                Join(handled, (Flow.Next, [], []));
                if (handled.Flow != Flow.Throw)
                {
                    flow = handled.Flow;
                    Thrown = thrown;
                }
            }
            else
            {
                var handled = RunBranch("catch", () => Run(handler.Handler, frame));
                Join(handled, (Flow.Next, [], []));
            }
        }

        var last = Run(attempt.Finally, frame);
        return last == Flow.Next ? flow : last;
    }

    private Flow RunUsing(IUsingOperation use, Frame frame)
    {
        if (use.Resources is IVariableDeclarationGroupOperation group)
        {
            Run(group, frame);
            var flow = Run(use.Body, frame);
            Dispose(group, frame);
            return flow;
        }

        var resource = Evaluate(use.Resources, frame);
        var ends = Run(use.Body, frame);
        Dispose(resource, use.Resources.Syntax);
        return ends;
    }

    private void Dispose(IVariableDeclarationGroupOperation group, Frame frame)
    {
        foreach (var variable in group.Declarations.SelectMany(declaration => declaration.Declarators).Reverse())
        {
            if (frame.Variables.TryGetValue(variable.Symbol, out var resource))
            {
                Dispose(resource, variable.Syntax);
            }
        }
    }

    private void Dispose(Value resource, SyntaxNode syntax)
    {
        if (resource is not ObjectValue { IsMigration: false } target)
        {
            return;
        }

        foreach (var contract in target.Type.AllInterfaces)
        {
            if (contract is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" }
                && target.Type.FindImplementationForInterfaceMember(contract.GetMembers()[0]) is IMethodSymbol dispose)
            {
                CallMethod(dispose, target, [], [], null, syntax, null);
                return;
            }
        }
    }
}
