using BioDL.Learning.Execution;
using BioDL.Learning.Graphs;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Gradients;

/// <summary>
/// What an operator sees when it passes gradients back: its inputs and outputs as they were, the gradients of its outputs, and places for those of
/// its inputs. The gradient of a value is the derivative of the loss by each of its elements, with the value's shape.
/// </summary>
internal sealed class GradientCall
{
    private readonly Reverse reverse;
    private readonly Step step;
    private readonly OperatorCall forward;

    internal GradientCall(Reverse reverse, Step step, OperatorCall forward)
    {
        this.reverse = reverse;
        this.step = step;
        this.forward = forward;
    }

    /// <summary>The node that ran.</summary>
    public Node Node => step.Node;

    /// <summary>How to compute.</summary>
    public ComputeOptions Compute => reverse.Run.Plan.Compute;

    /// <summary>Number of inputs that the node names, given or not.</summary>
    public int InputCount => step.Inputs.Length;

    /// <summary>Whether an optional input is given.</summary>
    public bool Has(int input) => input < step.Inputs.Length && step.Inputs[input] >= 0;

    /// <summary>Whether anybody wants the gradient of an input.</summary>
    public bool Needs(int input) => input < step.Inputs.Length && step.Inputs[input] is >= 0 and var number && reverse.Needs(number);

    /// <summary>An input in the layout that it had.</summary>
    public Tensor Input(int input) => reverse.Run.Values[step.Inputs[input]]!;

    /// <summary>An input in a layout, converted when it has another.</summary>
    public Tensor Input(int input, TensorLayout layout) => reverse.Run.InLayout(step.Inputs[input], layout);

    /// <summary>An output in the layout that it had.</summary>
    public Tensor Output(int output) => reverse.Run.Values[step.Outputs[output]]!;

    /// <summary>An output in a layout, converted when it has another.</summary>
    public Tensor Output(int output, TensorLayout layout) => reverse.Run.InLayout(step.Outputs[output], layout);

    /// <summary>The gradient of an output in the layout that it came in; null when none came.</summary>
    public Tensor? Gradient(int output) => output < step.Outputs.Length && step.Outputs[output] is >= 0 and var number ? reverse.Gradients[number] : null;

    /// <summary>The gradient of an output in a layout, converted when it has another.</summary>
    public Tensor Gradient(int output, TensorLayout layout) => reverse.InLayout(step.Outputs[output], layout);

    /// <summary>A place for the gradient of an input, with unspecified contents: every element must be written.</summary>
    public Tensor Place(int input, TensorLayout layout = TensorLayout.Plain)
    {
        var value = Input(input);
        var place = reverse.Run.Rent(value.Type, value.Shape, layout);
        reverse.Offer(step.Inputs[input], place);
        return place;
    }

    /// <summary>Makes the gradient of an input the same numbers as a tensor, seen in the input's shape, without copying.</summary>
    public void Pass(int input, Tensor gradient) => reverse.Offer(step.Inputs[input], gradient.Viewed(Input(input).Shape));

    /// <summary>Working memory that is given back when the operator is done.</summary>
    public Tensor Scratch(ElementType type, TensorShape shape, TensorLayout layout = TensorLayout.Plain)
    {
        var tensor = reverse.Run.Rent(type, shape, layout);
        reverse.Run.Scrap(tensor);
        return tensor;
    }

    /// <summary>Whether the operator kept something on its way forward.</summary>
    public bool HasKept(int number) => forward.Kept(number) is not null;

    /// <summary>What the operator kept on its way forward.</summary>
    public Tensor Kept(int number) => forward.Kept(number)!;
}
