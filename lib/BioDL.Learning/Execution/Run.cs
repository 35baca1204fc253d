using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Execution;

/// <summary>One run through a plan: the values that are alive, and where their memory comes from.</summary>
internal sealed class Run : IDisposable
{
    private readonly MemoryPool pool;
    private readonly Tensor?[] converted;
    private readonly List<Tensor> scraps = [];
    private readonly OperatorCall[] calls;
    private readonly TensorShelf? shelf;
    private CancellationToken cancellation;

    /// <param name="plan">What to run.</param>
    /// <param name="pool">Where memory comes from.</param>
    /// <param name="shelf">Where tensors come from when none of them leaves; null makes new ones.</param>
    public Run(Plan plan, MemoryPool pool, TensorShelf? shelf = null)
    {
        Plan = plan;
        this.pool = pool;
        this.shelf = shelf;
        Values = new Tensor?[plan.ValueCount];
        converted = new Tensor?[plan.ValueCount];
        calls = [.. plan.Steps.Select(step => new OperatorCall(this, step))];
    }

    public Plan Plan { get; }

    /// <summary>Dropout, and which weights are being trained.</summary>
    public RunOptions Options { get; private set; } = RunOptions.Default;

    /// <summary>The values by number; null when not yet there or no longer needed.</summary>
    public Tensor?[] Values { get; }

    /// <summary>Starts anew, with nothing but the constants.</summary>
    public void Begin(RunOptions options, CancellationToken cancellation)
    {
        Clear();
        (Options, this.cancellation) = (options, cancellation);
        foreach (var (number, constant) in Plan.Constants)
            Values[number] = Seen(constant);
    }

    /// <summary>What the operator of a step saw, and what it kept for the way back.</summary>
    public OperatorCall Call(int step) => calls[step];

    /// <summary>Takes what the caller gives.</summary>
    public void Give(Graph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        for (var n = 0; n < graph.Inputs.Count; n++)
        {
            if (inputs.TryGetValue(graph.Inputs[n].Name, out var given))
                Set(n, given);
        }
    }

    /// <summary>Gives a value from outside; an initialiser of the same name is only what is taken without it.</summary>
    public void Set(int number, Tensor tensor)
    {
        Values[number]?.Dispose();
        Values[number] = Seen(tensor);
    }

    /// <summary>Runs every step and returns the outputs of the plan.</summary>
    /// <returns>The outputs, plain; they belong to the caller.</returns>
    public Tensor[] Complete()
    {
        Execute();
        return [.. Plan.Outputs.Select(number => InLayout(number, TensorLayout.Plain)).Select(tensor => tensor.Viewed(tensor.Shape))];
    }

    /// <summary>Runs every step.</summary>
    public void Execute()
    {
        for (var n = 0; n < calls.Length; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            Execute(Plan.Steps[n], calls[n]);
        }
    }

    /// <summary>A value in the layout that is asked for; a conversion is kept for the next who asks.</summary>
    public Tensor InLayout(int number, TensorLayout layout)
    {
        var tensor = Values[number]!;
        if (tensor.Layout == layout)
            return tensor;
        if (converted[number] is { } ready)
            return ready;
        return converted[number] = Converted(tensor, layout);
    }

    /// <summary>A copy of a tensor in another layout.</summary>
    public Tensor Converted(Tensor tensor, TensorLayout layout)
    {
        var changed = Rent(tensor.Type, tensor.Shape, layout);
        Reorder.Copy(tensor, changed, Plan.Compute);
        return changed;
    }

    /// <summary>A tensor with unspecified contents.</summary>
    public Tensor Rent(ElementType type, TensorShape shape, TensorLayout layout) =>
        Made(type, shape, layout, pool.Rent(checked((nint)layout.Count(shape) * type.Size())));

    /// <summary>Gives a tensor back when the step that runs is done.</summary>
    public void Scrap(Tensor tensor) => scraps.Add(tensor);

    /// <summary>Gives the working memory of a step back.</summary>
    public void GiveScrapsBack()
    {
        foreach (var scrap in scraps)
            scrap.Dispose();
        scraps.Clear();
    }

    /// <summary>Whether nobody reads an input of a step after it, and it is not read twice.</summary>
    public bool IsLastUse(Step step, int input)
    {
        var number = step.Inputs[input];
        return Array.IndexOf(step.LastUses, number) >= 0 && Array.IndexOf(step.Inputs, number) == Array.LastIndexOf(step.Inputs, number) && converted[number] is null;
    }

    /// <summary>Whether a value is a constant of the graph, and not one that the caller gave in its place.</summary>
    public bool IsConstant(int number) =>
        Plan.Constants.TryGetValue(number, out var constant) && Values[number] is { } value && value.Memory == constant.Memory;

    /// <summary>Runs a graph inside a node.</summary>
    public Tensor[] Inner(Step step, string attribute, ReadOnlySpan<Tensor> inputs)
    {
        var plan = step.Inner.TryGetValue(attribute, out var found) ? found : throw new OnnxException($"attribute '{attribute}' is missing");
        using var inner = new Run(plan, pool);
        inner.Begin(Options, cancellation);
        for (var n = 0; n < inputs.Length; n++)
            inner.Set(n, inputs[n]);
        foreach (var (outside, inside) in plan.Captured)
            inner.Set(inside, InLayout(outside, TensorLayout.Plain));
        return inner.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <summary>Gives a value back that nobody reads any more.</summary>
    public void Release(int number)
    {
        Values[number]?.Dispose();
        Values[number] = null;
        converted[number]?.Dispose();
        converted[number] = null;
    }

    private void Clear()
    {
        for (var number = 0; number < Values.Length; number++)
            Release(number);
        GiveScrapsBack();
        foreach (var call in calls)
            call.ForgetKept();
    }

    private Tensor Made(ElementType type, TensorShape shape, TensorLayout layout, TensorMemory memory) =>
        shelf is null ? new Tensor(type, shape, layout, memory) : shelf.Take(type, shape, layout, memory);

    /// <summary>The same numbers as those of a tensor from outside.</summary>
    private Tensor Seen(Tensor tensor)
    {
        tensor.Memory.Share();
        return Made(tensor.Type, tensor.Shape, tensor.Layout, tensor.Memory);
    }

    private void Execute(Step step, OperatorCall call)
    {
        try
        {
            for (var input = 0; input < step.Inputs.Length; input++)
            {
                var number = step.Inputs[input];
                if (number >= 0 && Values[number]!.Layout != TensorLayout.Plain && !step.Operator.TakesBlocked(input))
                    MakePlain(number);
            }
            step.Operator.Run(call);
        }
        catch (OnnxException error)
        {
            throw new OnnxException($"{step.Node}: {error.Message}", error);
        }
        GiveScrapsBack();
        foreach (var number in step.LastUses)
            Release(number);
    }

    /// <summary>Swaps a value and its plain copy, so that the value is plain from here on.</summary>
    private void MakePlain(int number)
    {
        var plain = InLayout(number, TensorLayout.Plain);
        converted[number] = Values[number];
        Values[number] = plain;
    }
}
