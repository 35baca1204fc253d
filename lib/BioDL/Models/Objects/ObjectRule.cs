using BioDL.Images;

namespace BioDL.Models;

/// <summary>How a model's channels become objects. Each kind says in words what it does.</summary>
public abstract record ObjectRule
{
    private protected ObjectRule()
    {
    }

    /// <summary>What is done, with all numbers, in one line.</summary>
    public abstract string Words { get; }

    /// <summary>The objects.</summary>
    /// <param name="prediction">What the model says.</param>
    /// <returns>Objects numbered 1, 2, 3 …</returns>
    /// <exception cref="ArgumentException">The prediction lacks a channel, or holds values that the rule cannot use.</exception>
    public abstract LabelImage Apply(Prediction prediction);

    /// <summary>
    /// The rule that a description asks for: the separation that a model of ours was given (<c>config.biodl.separation</c>); labels that the model gives itself;
    /// a boundary, distance or centre that a channel's name tells; two channels of a model whose name or tags speak of boundaries (foreground and boundary, as
    /// those made for ilastik give); else threshold and watershed of the only channel.
    /// </summary>
    /// <param name="model">The description.</param>
    /// <param name="prediction">What the model says.</param>
    /// <exception cref="ArgumentException">The description does not tell; the message says which rules there are.</exception>
    public static ObjectRule For(ModelDescription model, Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prediction);
        return RuleChoice.Of(model, prediction);
    }
}
