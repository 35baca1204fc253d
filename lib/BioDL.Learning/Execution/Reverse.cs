using System.Numerics.Tensors;
using BioDL.Learning.Gradients;

namespace BioDL.Learning.Execution;

/// <summary>
/// The way back through a run: from the gradients of outputs to those of the values that are asked for, step by step in reverse (reverse-mode
/// automatic differentiation; Baydin, Pearlmutter, Radul and Siskind 2018, "Automatic Differentiation in Machine Learning: a Survey").
/// </summary>
internal sealed class Reverse : IDisposable
{
    private readonly bool[] needed;
    private readonly bool[] wanted;
    private readonly Tensor?[] converted;
    private readonly GradientCall[] calls;
    private readonly List<(int Number, Tensor Gradient)> offered = [];

    /// <param name="run">Runs that keep their values.</param>
    /// <param name="wanted">Numbers of the values whose gradients are asked for.</param>
    public Reverse(Run run, IEnumerable<int> wanted)
    {
        Run = run;
        Gradients = new Tensor?[run.Plan.ValueCount];
        converted = new Tensor?[run.Plan.ValueCount];
        this.wanted = new bool[run.Plan.ValueCount];
        foreach (var number in wanted)
            this.wanted[number] = true;
        needed = (bool[])this.wanted.Clone();
        foreach (var step in run.Plan.Steps)
        {
            if (step.Inputs.Any(number => number >= 0 && needed[number]))
            {
                foreach (var number in step.Outputs.Where(number => number >= 0))
                    needed[number] = true;
            }
        }
        calls = [.. run.Plan.Steps.Select((step, n) => new GradientCall(this, step, run.Call(n)))];
    }

    public Run Run { get; }

    /// <summary>Gradients by number of the value; null where none came, or none is needed any more.</summary>
    public Tensor?[] Gradients { get; }

    /// <summary>Whether the gradient of a value leads to one that is asked for. Only numbers that can vary smoothly have one.</summary>
    public bool Needs(int number) => needed[number] && Run.Values[number]?.Type is ElementType.Float32 or ElementType.Float64;

    /// <summary>Goes back from the gradients of the outputs that were offered.</summary>
    /// <exception cref="OnnxException">A gradient arrives at an operator that passes none.</exception>
    public void Complete(CancellationToken cancellation)
    {
        Collect();
        for (var n = Run.Plan.Steps.Count - 1; n >= 0; n--)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = Run.Plan.Steps[n];
            if (HasGradient(step) && LeadsOn(step))
                PassBack(step, calls[n]);
            foreach (var number in step.Outputs)
            {
                // All who read the value have passed their gradients back: neither it nor its gradient is needed any more.
                if (number < 0 || wanted[number])
                    continue;
                Release(number);
                Run.Release(number);
            }
        }
    }

    /// <summary>Adds to the gradient of a value; takes the tensor over.</summary>
    public void Offer(int number, Tensor gradient) => offered.Add((number, gradient));

    /// <summary>The gradient of a value in a layout.</summary>
    public Tensor InLayout(int number, TensorLayout layout)
    {
        var gradient = Gradients[number]!;
        return gradient.Layout == layout ? gradient : converted[number] ??= Run.Converted(gradient, layout);
    }

    /// <summary>The gradient of a value that was asked for, plain; zeros when nothing depends on the value.</summary>
    public Tensor Result(int number)
    {
        if (Gradients[number] is not null)
            return InLayout(number, TensorLayout.Plain);
        var value = Run.Values[number]!;
        var zeros = Run.Rent(value.Type, value.Shape, TensorLayout.Plain);
        zeros.Bytes.Clear();
        return Gradients[number] = zeros;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <summary>Gives all gradients back.</summary>
    public void Clear()
    {
        for (var number = 0; number < Gradients.Length; number++)
            Release(number);
        foreach (var (_, gradient) in offered)
            gradient.Dispose();
        offered.Clear();
    }

    private bool HasGradient(Step step)
    {
        foreach (var number in step.Outputs)
        {
            if (number >= 0 && Gradients[number] is not null)
                return true;
        }
        return false;
    }

    private bool LeadsOn(Step step)
    {
        foreach (var number in step.Inputs)
        {
            if (number >= 0 && Needs(number))
                return true;
        }
        return false;
    }

    private void PassBack(Step step, GradientCall call)
    {
        try
        {
            var rule = step.Gradient ?? throw new OnnxException(
                $"no gradient passes through {step.Node.Operator}. Ask for gradients of values after it, or train a network without it.");
            rule.Backward(call);
        }
        catch (OnnxException error)
        {
            throw new OnnxException($"{step.Node}: {error.Message}", error);
        }
        Run.GiveScrapsBack();
        Collect();
    }

    /// <summary>Adds what was offered to what is there.</summary>
    private void Collect()
    {
        foreach (var (number, gradient) in offered)
        {
            if (Gradients[number] is not { } sum)
            {
                Gradients[number] = gradient;
                continue;
            }
            using var addend = gradient.Layout == sum.Layout ? gradient : Run.Converted(gradient, sum.Layout);
            if (addend != gradient)
                gradient.Dispose();
            if (!sum.Memory.IsSole)
            {
                var copy = Run.Rent(sum.Type, sum.Shape, sum.Layout);
                sum.Bytes.CopyTo(copy.Bytes);
                sum.Dispose();
                Gradients[number] = sum = copy;
            }
            var target = sum.Numbers;
            TensorPrimitives.Add(target, addend.Numbers, target);
        }
        offered.Clear();
    }

    private void Release(int number)
    {
        Gradients[number]?.Dispose();
        Gradients[number] = null;
        converted[number]?.Dispose();
        converted[number] = null;
    }
}
